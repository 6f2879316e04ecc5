package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.gallery.ItemId;

/** Reads plans for tests. */
final class Plans {
    private Plans() {}

    static List<PlannedEntry> photos(VolumePlan volume) {
        return volume.entries().stream()
                .filter(entry -> entry.source() instanceof Source.Photo)
                .toList();
    }

    static List<PlannedEntry> photos(ArchivePlan plan) {
        return plan.volumes().stream()
                .flatMap(volume -> photos(volume).stream())
                .toList();
    }

    static ItemId item(PlannedEntry photo) {
        return ((Source.Photo) photo.source()).item();
    }

    static Stream<String> paths(List<PlannedEntry> entries) {
        return entries.stream().map(PlannedEntry::entry).map(ZipEntry::path);
    }

    static List<String> photoPaths(ArchivePlan plan) {
        return paths(photos(plan)).toList();
    }

    static List<List<String>> photoPathsByVolume(ArchivePlan plan) {
        return plan.volumes().stream()
                .map(volume -> paths(photos(volume)).toList())
                .toList();
    }

    /** The length of the volume, as it is written. */
    static long bytes(VolumePlan volume) {
        return volume.layout().bytes();
    }

    static Optional<String> text(ArchivePlan plan, String file) {
        return plan.files().stream()
                .filter(written -> written.name().equals(file))
                .map(written -> new String(written.utf8(), UTF_8))
                .findFirst();
    }
}
