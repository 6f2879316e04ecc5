package sundown.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.unzip.UnzipProgram;

/**
 * Compares a downloaded archive with its gallery: each volume has the digest that the API reports, a program that
 * shares no code with Sundown opens it, and every item of the gallery is a file with its bytes and its date.
 */
final class ArchiveVerification {
    private static final Pattern OWN_FILE = Pattern.compile("README\\.txt|items-[0-9]+\\.csv");

    private final Gallery gallery;
    private final UnzipProgram program;
    private final List<String> complaints = new ArrayList<>();
    private long verified;

    ArchiveVerification(Gallery gallery, UnzipProgram program) {
        this.gallery = gallery;
        this.program = program;
    }

    /** An item's bytes, as their digest, and when it was taken. */
    private record Picture(String sha256, Instant takenAt) {}

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
                program.extract(file, download.password(), folder),
                program + " cannot open " + volume.name() + ", or found something wrong in it.");
    }

    private void compare(Path folder) throws IOException {
        Map<Picture, Integer> missing = new HashMap<>();
        for (GalleryItem item : gallery.items()) {
            missing.merge(picture(item.content(), item.takenAt()), 1, Integer::sum);
        }
        for (Path file : files(folder)) {
            Picture found = picture(
                    Content.onDisk(file), Files.getLastModifiedTime(file).toInstant());
            int left = missing.getOrDefault(found, 0);
            require(left > 0, "No item of the gallery has the bytes and the date of " + folder.relativize(file) + ".");
            missing.put(found, left - 1);
            verified += left > 0 ? 1 : 0;
        }
        long lacking = gallery.items().size() - verified;
        require(lacking == 0, "The archive lacks " + lacking + " of the gallery's items.");
    }

    private static Picture picture(Content content, Instant takenAt) throws IOException {
        return new Picture(content.digest("SHA-256"), takenAt.truncatedTo(ChronoUnit.SECONDS));
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
