package sundown.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.ScansAndMessages;
import sundown.local.demo.gallery.ScansAndMessages.Scan;

/** What became of the dates of the album of scans and messages, item by item. */
final class DatesTable {
    private static final String LINE = "%-8s %-27s %s";

    private final Map<String, String> google = new LinkedHashMap<>();
    private final Map<String, String> archive = new LinkedHashMap<>();
    private Optional<String> tools = Optional.empty();

    /** Takes what Google holds of an item. */
    void google(GalleryItem item, Path file) throws IOException {
        if (isScan(item)) {
            google.put(item.name(), DateReader.read(Content.onDisk(file)).shown());
        }
    }

    /** Takes where an archive has the date of an item. */
    void archive(GalleryItem item, String place) {
        if (isScan(item)) {
            archive.put(item.name(), place.isEmpty() ? "as it was" : place);
        }
    }

    void tools(String sentence) {
        tools = Optional.of(sentence);
    }

    private static boolean isScan(GalleryItem item) {
        return item.albums().contains(ScansAndMessages.ALBUM);
    }

    /** A line for each item; none if the gallery has no such album. */
    DemonstrationResult result() {
        Figures figures = new Figures();
        if (!google.isEmpty()) {
            figures.line("date of", LINE.formatted("before", "as Google holds it", "in the archive"));
            ScansAndMessages.ALL.forEach(scan -> figures.line("  " + scan.name(), line(scan)));
            figures.put("dates", ScansAndMessages.ALL.stream().map(this::json).toList());
        }
        tools.ifPresent(sentence -> figures.put("tools", sentence).line("other readers", sentence));
        return new DemonstrationResult(figures, List.of());
    }

    private String line(Scan scan) {
        return LINE.formatted(
                inside(scan), google.getOrDefault(scan.name(), ""), archive.getOrDefault(scan.name(), ""));
    }

    private Map<String, String> json(Scan scan) {
        return Map.of(
                "name", scan.name(),
                "before", inside(scan),
                "google", google.getOrDefault(scan.name(), ""),
                "archive", archive.getOrDefault(scan.name(), ""));
    }

    private static String inside(Scan scan) {
        return scan.inside().name().toLowerCase(Locale.ROOT);
    }
}
