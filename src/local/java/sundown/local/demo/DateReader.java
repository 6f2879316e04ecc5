package sundown.local.demo;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.metadata.QuickTimeMetadataDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.demo.gallery.Content;

/**
 * The dates inside a file, as a library reads them from the whole of it.
 *
 * @param type as its bytes show
 * @param original Exif's DateTimeOriginal, with its offset if it has one
 * @param created when a film, and each of its tracks, was made
 * @param others dates of all other kinds
 * @param broken where the library cannot read the file
 */
record DateReader(FileType type, Optional<String> original, Set<Instant> created, List<String> others, boolean broken) {
    private static final Set<FileType> FILMS = Set.of(FileType.Mp4, FileType.QuickTime);
    private static final int TAG_TIME_ZONE_ORIGINAL = 0x9011;
    private static final Instant FILMS_WITHOUT_DATE = Instant.parse("1904-01-01T00:00:00Z");
    private static final List<String> XMP_DATES =
            List.of("DateTimeOriginal", "DateTimeDigitized", "CreateDate", "DateCreated");

    static DateReader read(Content file) throws IOException {
        FileType type = FileType.Unknown;
        try (InputStream in = new BufferedInputStream(file.open())) {
            type = FileTypeDetector.detectFileType(in);
            return of(type, ImageMetadataReader.readMetadata(in));
        } catch (ImageProcessingException | RuntimeException unreadable) {
            return new DateReader(type, Optional.empty(), Set.of(), List.of(), true);
        }
    }

    /** The library misses bytes at the end of every film. */
    private static DateReader of(FileType type, Metadata all) {
        Set<Instant> created = created(all);
        boolean failed = FILMS.contains(type) ? created.isEmpty() : hasErrors(all);
        return new DateReader(
                type,
                original(all),
                created,
                others(all).filter(DateReader::isDate).toList(),
                failed);
    }

    private static boolean hasErrors(Metadata all) {
        for (Directory part : all.getDirectories()) {
            if (part.hasErrors()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> original(Metadata all) {
        return all.getDirectoriesOfType(ExifSubIFDDirectory.class).stream()
                .flatMap(exif -> Stream.ofNullable(exif.getString(ExifDirectoryBase.TAG_DATETIME_ORIGINAL))
                        .map(date -> date + Objects.requireNonNullElse(exif.getString(TAG_TIME_ZONE_ORIGINAL), "")))
                .filter(DateReader::isDate)
                .findFirst();
    }

    private static Set<Instant> created(Metadata all) {
        Stream<Date> mp4 = all.getDirectoriesOfType(Mp4Directory.class).stream()
                .map(part -> part.getDate(Mp4Directory.TAG_CREATION_TIME));
        Stream<Date> mov = all.getDirectoriesOfType(QuickTimeDirectory.class).stream()
                .map(part -> part.getDate(QuickTimeDirectory.TAG_CREATION_TIME));
        return Stream.concat(mp4, mov)
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .collect(Collectors.toSet());
    }

    private static Stream<String> others(Metadata all) {
        return Stream.of(
                        each(all.getDirectoriesOfType(ExifDirectoryBase.class), ExifDirectoryBase.TAG_DATETIME),
                        each(
                                all.getDirectoriesOfType(ExifDirectoryBase.class),
                                ExifDirectoryBase.TAG_DATETIME_DIGITIZED),
                        each(all.getDirectoriesOfType(IptcDirectory.class), IptcDirectory.TAG_DATE_CREATED),
                        each(
                                all.getDirectoriesOfType(QuickTimeMetadataDirectory.class),
                                QuickTimeMetadataDirectory.TAG_CREATION_DATE),
                        all.getDirectoriesOfType(XmpDirectory.class).stream()
                                .flatMap(xmp -> xmp.getXmpProperties().entrySet().stream())
                                .filter(property -> XMP_DATES.stream()
                                        .anyMatch(name -> property.getKey().endsWith(":" + name)))
                                .map(property -> property.getValue()))
                .flatMap(dates -> dates);
    }

    private static Stream<String> each(Collection<? extends Directory> parts, int tag) {
        return parts.stream().map(part -> part.getString(tag)).filter(Objects::nonNull);
    }

    /** Cameras without a clock write zeros. */
    private static boolean isDate(String text) {
        return text.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
    }

    boolean isFilm() {
        return FILMS.contains(type);
    }

    boolean isJpeg() {
        return type == FileType.Jpeg;
    }

    boolean takesDate() {
        return isJpeg() || isFilm();
    }

    /** The date of the film; none if it has zeros. */
    Optional<Instant> film() {
        return created.stream().filter(date -> !date.equals(FILMS_WITHOUT_DATE)).findFirst();
    }

    boolean hasDate() {
        return original.isPresent() || film().isPresent() || !others.isEmpty();
    }

    /** The date, for people: that of a film in UTC. */
    String shown() {
        return original.or(() -> film().map(Instant::toString))
                .or(() -> others.stream().findFirst())
                .orElse("no date");
    }
}
