package sundown.archive.plan;

import sundown.archive.zip.ZipEntry;

/** One file of a volume and where its bytes come from. */
public record PlannedEntry(ZipEntry entry, Source source) {}
