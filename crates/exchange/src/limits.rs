use vocabulary::{Finding, Place};

/// How much may be read. Checked before reading where the size is known, and while reading where it isn't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes, as it lies on disk or is sent.
    pub file_bytes_max: u64,
    /// All files of a pack together, in bytes, once uncompressed.
    pub total_bytes_max: u64,
    /// Files in a folder or entries in a zip.
    pub files_max: usize,
    /// Rows of all tables of a pack together.
    pub rows_max: u64,
    /// Cells of all tables of a pack together, blank ones between others included.
    pub cells_max: u64,
}

impl Default for Limits {
    /// 32 MB a file, 256 MB a pack, 10,000 files, 2,000,000 rows, 10,000,000 cells.
    fn default() -> Self {
        const MB: u64 = 1024 * 1024;
        Limits {
            file_bytes_max: 32 * MB,
            total_bytes_max: 256 * MB,
            files_max: 10_000,
            rows_max: 2_000_000,
            cells_max: 10_000_000,
        }
    }
}

impl Limits {
    /// A finding when a file of so many bytes is too large to be read.
    pub(crate) fn check_file(&self, name: &str, bytes: u64) -> Option<Finding> {
        (bytes > self.file_bytes_max).then(|| {
            Finding::error("file-too-large", Place::table(name), format!("a file of {}", size_words(bytes)))
                .expected(format!("at most {}", size_words(self.file_bytes_max)))
                .action("Split the file, take out what isn't needed, or raise the limit.")
        })
    }
}

/// A size for people: `1,234 bytes` below a megabyte, else `33.4 MB`.
pub(crate) fn size_words(bytes: u64) -> String {
    const MB: f64 = 1024.0 * 1024.0;
    if (bytes as f64) < MB {
        return format!("{bytes} bytes");
    }
    format!("{:.1} MB", bytes as f64 / MB)
}

/// What is left of the rows and cells that a pack may have.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    rows: u64,
    cells: u64,
    /// Was it overdrawn? Then a finding was made, once.
    pub(crate) spent: bool,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Budget { limits: *limits, rows: limits.rows_max, cells: limits.cells_max, spent: false }
    }

    /// Takes rows and cells; false when there aren't so many left.
    pub(crate) fn take(&mut self, rows: u64, cells: u64) -> bool {
        if self.spent || rows > self.rows || cells > self.cells {
            self.spent = true;
            return false;
        }
        self.rows -= rows;
        self.cells -= cells;
        true
    }

    /// The finding for a table in which the budget ran out.
    pub(crate) fn finding(&self, table: &str, row: u32) -> Finding {
        Finding::error(
            "too-many-rows",
            Place::row(table, row),
            "the pack has too many rows or cells from here on",
        )
        .expected(format!(
            "at most {} rows and {} cells in all tables together",
            self.limits.rows_max, self.limits.cells_max
        ))
        .action("Take out what isn't needed, or raise the limit; nothing after this row was read.")
    }
}
