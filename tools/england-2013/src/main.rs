//! Writes the register pack `data/england-2013` and the rates that come with it.

fn main() -> std::process::ExitCode {
    england_2013::program()
}
