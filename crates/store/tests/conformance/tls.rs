//! TLS to PostgreSQL: where it is asked for it is there, or the database isn't opened.

use sqlx::{Connection, PgConnection};
use store::{Address, Options, Store};

use crate::support::{Cluster, at, code_of};

/// How many connections of Ballast are protected, and how many aren't.
async fn connections(url: &str) -> (i64, i64) {
    let mut link = PgConnection::connect(&format!("{url}?sslmode=disable")).await.unwrap();
    let text = "SELECT COUNT(*) FILTER (WHERE ssl), COUNT(*) FILTER (WHERE NOT ssl) FROM pg_stat_ssl
        JOIN pg_stat_activity USING (pid) WHERE application_name = 'ballast'";
    sqlx::query_as(text).fetch_one(&mut link).await.unwrap()
}

#[test]
fn what_is_asked_of_tls_holds() {
    let (cluster, certificate) = Cluster::start_with_tls();
    let url = cluster.new_database();
    let address = |settings: String| Address::Postgres(format!("{url}?{settings}"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let required = address("sslmode=require".into());
        let (store, _) = Store::init(&required, Options::default(), at(0)).await.unwrap();
        let view = store.view().await.unwrap();
        let (protected, plain) = connections(&url).await;
        assert!(protected > 0 && plain == 0, "{protected} and {plain}");
        drop(view);
        store.close().await;

        let unknown = Store::open(&address("sslmode=verify-full".into()), Options::default()).await;
        assert_eq!(code_of(unknown), "database-no-tls", "nobody whom we know signed the certificate");
        let known = format!("sslmode=verify-full&sslrootcert={}", certificate.display());
        Store::open(&address(known), Options::default()).await.unwrap().close().await;
    });
}
