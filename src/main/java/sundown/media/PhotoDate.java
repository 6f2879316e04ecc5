package sundown.media;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME_DIGITIZED;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME_ORIGINAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.heif.HeifMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngMetadataReader;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.photoshop.PhotoshopReader;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.media.DateInside.Absent;
import sundown.media.DateInside.NotKnown;
import sundown.media.DateInside.Present;

/**
 * The date inside a photo: in Exif, XMP, or IPTC, wherever its format keeps them. A JPEG takes a date as Exif's
 * DateTimeOriginal, which Google and others look for first.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0</a>
 */
public final class PhotoDate {
    /** How much longer a photo is with a date, at most. One that would grow more is left as it is. */
    public static final int ADDED_BYTES_MAX = 2 << 10;

    private static final List<Integer> EXIF = List.of(TAG_DATETIME_ORIGINAL, TAG_DATETIME_DIGITIZED, TAG_DATETIME);

    private static final String XMP_BEGIN = "<rdf:RDF";

    private static final Pattern XMP_DATE =
            Pattern.compile(":(DateTimeOriginal|DateTimeDigitized|CreateDate|DateCreated)(=[\"']|>)[^\"'<]*[1-9]");

    private static final List<JpegSegmentMetadataReader> JPEG_SEGMENTS =
            List.of(new ExifReader(), new PhotoshopReader(), new IptcReader());

    /** Cameras without a clock write zeros or spaces. */
    private static final Pattern DATE = Pattern.compile(".*[1-9].*", Pattern.DOTALL);

    private PhotoDate() {}

    /**
     * Looks at a photo. The library fails with any exception at a broken file, which then goes as it is. A date in XMP
     * is found as text, because {@link NoXmpParser} leaves the parser out.
     */
    static DateInside look(MediaType type, byte[] head, Optional<KnownDate> known) {
        if (hasXmpDate(head)) {
            return new Present();
        }
        try {
            Metadata metadata = metadata(type, new ByteArrayInputStream(head));
            if (dates(metadata).anyMatch(date -> DATE.matcher(date).matches())) {
                return new Present();
            }
            for (Directory part : metadata.getDirectories()) {
                if (part.hasErrors() && !(part instanceof XmpDirectory)) {
                    return new NotKnown();
                }
            }
            return new Absent(known.filter(_ -> type.takesDate())
                    .map(date -> additions(head, date))
                    .orElse(List.of()));
        } catch (ImageProcessingException | IOException | RuntimeException broken) {
            return new NotKnown();
        }
    }

    /** Reads the metadata by type: {@code ImageMetadataReader} would bring the readers of all formats along. */
    private static Metadata metadata(MediaType type, InputStream photo) throws ImageProcessingException, IOException {
        return switch (type) {
            case JPEG -> ofJpeg(photo);
            case PNG -> PngMetadataReader.readMetadata(photo);
            case WEBP -> WebpMetadataReader.readMetadata(photo);
            case AVIF, HEIC, HEIF -> HeifMetadataReader.readMetadata(photo);
            case CR2, ORF, RW2, TIFF, ARW, DNG, NEF, NRW, PEF, SRW -> TiffMetadataReader.readMetadata(photo);
            case GIF, BMP, ICO -> new Metadata();
            case CR3, RAF, QUICKTIME, THREE_GP2, THREE_GP, M4V, MP4, AVI, MATROSKA, WMV, ASF, MPEG, MPEG_TS ->
                throw new ImageProcessingException("nothing reads " + type);
        };
    }

    /** Reads a JPEG as {@code JpegMetadataReader} does, which would bring the readers of all segments along. */
    private static Metadata ofJpeg(InputStream photo) throws ImageProcessingException, IOException {
        Metadata metadata = new Metadata();
        JpegSegmentData segments = JpegSegmentReader.readSegments(
                new StreamReader(photo), EnumSet.of(JpegSegmentType.APP1, JpegSegmentType.APPD));
        for (JpegSegmentMetadataReader reader : JPEG_SEGMENTS) {
            for (JpegSegmentType segment : reader.getSegmentTypes()) {
                reader.readJpegSegments(segments.getSegments(segment), metadata, segment);
            }
        }
        return metadata;
    }

    private static boolean hasXmpDate(byte[] head) {
        String text = new String(head, ISO_8859_1);
        int begin = text.indexOf(XMP_BEGIN);
        return begin >= 0 && XMP_DATE.matcher(text).region(begin, text.length()).find();
    }

    private static Stream<String> dates(Metadata metadata) {
        Stream<String> exif = metadata.getDirectoriesOfType(ExifDirectoryBase.class).stream()
                .flatMap(part -> EXIF.stream().map(part::getString));
        Stream<String> iptc = metadata.getDirectoriesOfType(IptcDirectory.class).stream()
                .map(part -> part.getString(IptcDirectory.TAG_DATE_CREATED));
        return Stream.concat(exif, iptc).filter(Objects::nonNull);
    }

    /** None if Exif cannot have the date, or the photo would grow too much. */
    private static List<Splice> additions(byte[] head, KnownDate known) {
        List<Splice> additions = known.exif().isPresent() ? ExifDate.additions(head, known) : List.of();
        return Splice.growth(additions) > ADDED_BYTES_MAX ? List.of() : additions;
    }
}
