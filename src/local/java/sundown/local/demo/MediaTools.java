package sundown.local.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static sundown.local.unzip.InstalledProgram.EXIFTOOL;
import static sundown.local.unzip.InstalledProgram.FFMPEG;
import static sundown.local.unzip.InstalledProgram.FFPROBE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import sundown.local.demo.gallery.Gallery.GalleryItem;

/** Programs that read the dates of photos and films, and decode them. They share no code with Sundown. */
public final class MediaTools {
    private MediaTools() {}

    static boolean installed() {
        return Stream.of(EXIFTOOL, FFMPEG, FFPROBE)
                .allMatch(program -> program.find().isPresent());
    }

    /** True if they find the date of an item in a file, and the same picture or film as in the item. */
    static boolean agree(GalleryItem item, ExpectedDates dates, Path file) throws IOException, InterruptedException {
        Path before = Files.createTempFile("before-", "");
        try (InputStream in = item.content().open()) {
            Files.copy(in, before, StandardCopyOption.REPLACE_EXISTING);
            return decoded(before).equals(decoded(file)) && date(file).equals(dates.read(item));
        } finally {
            Files.delete(before);
        }
    }

    /** A digest of the decoded picture, or of all frames of a film; empty if there is nothing to decode. */
    public static String decoded(Path file) throws IOException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        return FFMPEG.run(output, List.of("-v", "error", "-i", file.toString(), "-f", "md5", "-"))
                ? output.toString(US_ASCII)
                : "";
    }

    /** The dates that are read: of a photo that of Exif, and of a film those of its headers, equal ones once. */
    private static List<String> date(Path file) throws IOException, InterruptedException {
        List<String> exiftool = EXIFTOOL.lines(List.of(
                "-s3",
                "-DateTimeOriginal",
                "-OffsetTimeOriginal",
                "-QuickTime:CreateDate",
                "-TrackCreateDate",
                "-MediaCreateDate",
                file.toString()));
        List<String> ffprobe = FFPROBE.lines(List.of(
                "-v", "error", "-show_entries", "format_tags=creation_time", "-of", "csv=p=0", file.toString()));
        return Stream.concat(exiftool.stream(), ffprobe.stream())
                .filter(date -> !date.isBlank())
                .distinct()
                .toList();
    }
}
