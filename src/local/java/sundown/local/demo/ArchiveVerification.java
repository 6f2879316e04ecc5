package sundown.local.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.demo.ExpectedDates.Place;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.unzip.UnzipProgram;

/**
 * Compares a downloaded archive with its gallery: each volume has the digest that the API reports, a program that
 * shares no code with Sundown opens it, and every item of the gallery is a file with its bytes and its date. A date is
 * added where it is missing, in the file or beside it. What is private is in volumes of its own, and nothing is from
 * the trash.
 */
final class ArchiveVerification {
    private static final Pattern OWN_FILE = Pattern.compile("README\\.txt|items-[0-9]+\\.csv");

    /** The last columns of a list: where the date is, the length, and the path. */
    private static final Pattern ROW =
            Pattern.compile("\"(?<place>[^\"]*)\",(?<bytes>[0-9]+),\"(?<path>(?:[^\"]|\"\")*)\"\r\n");

    /** What keeps spreadsheets from reading a text as a formula. */
    private static final Pattern FORMULA = Pattern.compile("^'(?=[=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

    private static final String SIDECAR = ".xmp";

    private final Gallery gallery;
    private final ExpectedDates dates;
    private final DatesTable table;
    private final UnzipProgram program;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> privatePaths = new HashSet<>();
    private long verified;

    ArchiveVerification(Gallery gallery, ExpectedDates dates, DatesTable table, UnzipProgram program) {
        this.gallery = gallery;
        this.dates = dates;
        this.table = table;
        this.program = program;
    }

    /** An item, and where its date must be. */
    private record Expected(GalleryItem item, Place place) {}

    /**
     * What a list says of a file.
     *
     * @param place of its date, in words
     */
    private record Row(long bytes, String place) {}

    List<String> complaints(ArchiveStatus.Download download, List<Path> files, Path folder)
            throws IOException, InterruptedException {
        for (int index = 0; index < files.size(); index++) {
            open(download, download.volumes().get(index), files.get(index), folder);
        }
        compare(folder);
        return List.copyOf(complaints);
    }

    long verified() {
        return verified;
    }

    private void open(ArchiveStatus.Download download, ArchiveStatus.Volume volume, Path file, Path folder)
            throws IOException, InterruptedException {
        require(
                Content.onDisk(file).digest("SHA-256").equals(volume.sha256()),
                volume.name() + " has another SHA-256 than was told.");
        require(
                program.extract(file, download.passwordOf(volume), folder),
                program + " cannot open " + volume.name() + ", or found something wrong in it.");
        if (volume.isPrivate()) {
            program.list(file).forEach(entry -> privatePaths.add(entry.path()));
        }
    }

    private void compare(Path folder) throws IOException {
        Map<Optional<Instant>, List<Expected>> missing = new HashMap<>();
        List<GalleryItem> kept =
                gallery.items().stream().filter(item -> !item.isDeleted()).toList();
        for (GalleryItem item : kept) {
            missing.computeIfAbsent(item.takenAt().map(ArchiveVerification::seconds), _ -> new ArrayList<>())
                    .add(new Expected(item, dates.place(item)));
        }
        Map<String, Row> rows = rows(folder);
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
            if (!isSidecar(path, rows)) {
                boolean isPrivate = privatePaths.contains(path);
                Optional<Expected> found = take(file, isPrivate, missing);
                require(
                        found.isPresent(),
                        "No %s of the gallery has the bytes and the date of %s."
                                .formatted(isPrivate ? "private item" : "item", path));
                if (found.isPresent()) {
                    verified++;
                    check(found.get(), file, path, rows);
                }
            }
        }
        long lacking = kept.size() - verified;
        require(lacking == 0, "The archive lacks " + lacking + " of the gallery's items.");
    }

    /** Finds the item of a file; one without a date may have any. */
    private Optional<Expected> take(Path file, boolean isPrivate, Map<Optional<Instant>, List<Expected>> missing)
            throws IOException {
        Instant modified = seconds(Files.getLastModifiedTime(file).toInstant());
        for (Optional<Instant> taken : List.of(Optional.of(modified), Optional.<Instant>empty())) {
            List<Expected> candidates = missing.getOrDefault(taken, List.of());
            for (Expected expected : candidates) {
                if (expected.item.isPrivate() == isPrivate && dates.fits(expected.item, expected.place, file)) {
                    candidates.remove(expected);
                    return Optional.of(expected);
                }
            }
        }
        return Optional.empty();
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Compares what the list says of a file, and the file beside it. */
    private void check(Expected expected, Path file, String path, Map<String, Row> rows) throws IOException {
        Row row = new Row(Files.size(file), expected.place.words());
        require(row.equals(rows.get(path)), "The list says " + rows.get(path) + " of " + path + ", not " + row + ".");
        Path beside = file.resolveSibling(file.getFileName() + SIDECAR);
        boolean wanted = expected.place == Place.BESIDE;
        boolean right = rows.containsKey(path + SIDECAR)
                || (wanted
                        ? Files.exists(beside) && Files.readString(beside).contains(taken(expected.item))
                        : !Files.exists(beside));
        require(right, "The file with the date beside " + path + " is missing, wrong, or not wanted.");
        table.archive(expected.item, row.place + (wanted ? ": " + dates.xmp(expected.item) : ""));
    }

    private String taken(GalleryItem item) {
        return "exif:DateTimeOriginal=\"" + dates.xmp(item) + "\"";
    }

    private static boolean isSidecar(String path, Map<String, Row> rows) {
        return path.endsWith(SIDECAR)
                && !rows.containsKey(path)
                && rows.containsKey(path.substring(0, path.length() - SIDECAR.length()));
    }

    /** What the lists of the volumes say, by the paths of the files. */
    private static Map<String, Row> rows(Path folder) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, "items-*.csv")) {
            for (Path list : lists) {
                ROW.matcher(Files.readString(list))
                        .results()
                        .forEach(row -> rows.put(
                                FORMULA.matcher(row.group("path").replace("\"\"", "\""))
                                        .replaceFirst(""),
                                new Row(Long.parseLong(row.group("bytes")), row.group("place"))));
            }
        }
        return rows;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !OWN_FILE.matcher(folder.relativize(file).toString())
                            .matches())
                    .toList();
        }
    }

    private void require(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }
}
