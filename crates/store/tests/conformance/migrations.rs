use store::{Options, Store, latest_schema};

use crate::support::{Place, at, is_sound};

both!(twice_is_once, many_programs_may_start_at_once);

async fn twice_is_once(place: Place) {
    let (store, first) = Store::init(&place.address, Options::default(), at(0)).await.unwrap();
    assert_eq!((first.from, first.to), (0, latest_schema()));
    let again = store.migrate(at(9)).await.unwrap();
    assert_eq!((again.from, again.to), (latest_schema(), latest_schema()));
    let (_, again) = Store::init(&place.address, Options::default(), at(9)).await.unwrap();
    assert_eq!(again.from, latest_schema());
    is_sound(&store).await;
}

/// Each with connections of its own, as so many programs would have.
async fn many_programs_may_start_at_once(place: Place) {
    let programs: Vec<_> = (0..8)
        .map(|_| {
            let address = place.address.clone();
            tokio::spawn(async move { Store::init(&address, Options::default(), at(0)).await.unwrap().1 })
        })
        .collect();
    let mut made = 0;
    for program in programs {
        let migrated = program.await.unwrap();
        assert_eq!(migrated.to, latest_schema());
        made += usize::from(migrated.from == 0);
    }
    assert_eq!(made, 1, "one did it, the others found it done");
    is_sound(&place.store().await).await;
}
