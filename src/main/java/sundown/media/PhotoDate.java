package sundown.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.formats.jpeg.JpegImageMetadata;
import org.apache.commons.imaging.formats.jpeg.JpegImageParser;
import org.apache.commons.imaging.formats.jpeg.JpegImagingParameters;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.GpsTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffDirectoryType;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfoAscii;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputField;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
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

    private static final int[] EXIF = {
        ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
        ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
        ExifDirectoryBase.TAG_DATETIME
    };

    private static final Pattern XMP =
            Pattern.compile(".*:(DateTimeOriginal|DateTimeDigitized|CreateDate|DateCreated)");

    /** Cameras without a clock write zeros or spaces. */
    private static final Pattern DATE = Pattern.compile(".*[1-9].*", Pattern.DOTALL);

    private static final TagInfoAscii OFFSET_TIME_ORIGINAL =
            new TagInfoAscii("OffsetTimeOriginal", 0x9011, 7, TiffDirectoryType.EXIF_DIRECTORY_EXIF_IFD);

    private PhotoDate() {}

    /**
     * Looks at a photo. The libraries fail with any exception at a broken file, which then goes as it is.
     *
     * @param known the date to add; none unless the photo is a JPEG
     */
    static DateInside look(byte[] head, Optional<KnownDate> known) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(head));
            if (dates(metadata).anyMatch(date -> DATE.matcher(date).matches())) {
                return new Present();
            }
            for (Directory part : metadata.getDirectories()) {
                if (part.hasErrors()) {
                    return new NotKnown();
                }
            }
            return new Absent(known.isPresent() ? additions(metadata, head, known.get()) : List.of());
        } catch (ImageProcessingException | IOException | RuntimeException broken) {
            return new NotKnown();
        }
    }

    private static Stream<String> dates(Metadata metadata) {
        Stream<String> exif = metadata.getDirectoriesOfType(ExifDirectoryBase.class).stream()
                .flatMap(part -> Arrays.stream(EXIF).mapToObj(part::getString));
        Stream<String> iptc = metadata.getDirectoriesOfType(IptcDirectory.class).stream()
                .map(part -> part.getString(IptcDirectory.TAG_DATE_CREATED));
        Stream<String> xmp = metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                .flatMap(part -> part.getXmpProperties().entrySet().stream())
                .filter(property -> XMP.matcher(property.getKey()).matches())
                .map(property -> property.getValue());
        return Stream.of(exif, iptc, xmp).flatMap(each -> each).filter(Objects::nonNull);
    }

    /** One change: the Exif segment, in place of the one before or as a new one. None if Exif cannot have the date. */
    private static List<Splice> additions(Metadata metadata, byte[] head, KnownDate known) throws IOException {
        Optional<String> date = known.exif();
        if (date.isEmpty()) {
            return List.of();
        }
        JpegImageMetadata before = (JpegImageMetadata)
                new JpegImageParser().getMetadata(ByteSource.array(head), new JpegImagingParameters());
        TiffOutputSet exif =
                before == null || before.getExif() == null ? new TiffOutputSet() : copy(before.getExif(), metadata);
        put(exif.getOrCreateExifDirectory(), ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL, date);
        put(exif.getOrCreateExifDirectory(), OFFSET_TIME_ORIGINAL, known.exifOffset());
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(head, after, exif);
        return after.size() - head.length > ADDED_BYTES_MAX
                ? List.of()
                : List.of(difference(head, after.toByteArray()));
    }

    /**
     * The fields of a photo. Texts keep their own bytes: the library writes them anew, as UTF-8 or in the other order
     * of bytes. It also passes over the field 0, which is the version of GPS.
     */
    private static TiffOutputSet copy(TiffImageMetadata exif, Metadata metadata) throws IOException {
        TiffOutputSet copy = exif.getOutputSet();
        for (TiffField field : exif.getAllFields()) {
            TiffOutputDirectory directory = copy.findDirectory(field.getDirectoryType());
            boolean text = field.getFieldType() == AbstractFieldType.ASCII
                    || field.getTagInfo().isText();
            if (text && directory != null && directory.findField(field.getTag()) != null) {
                directory.removeField(field.getTag());
                directory.add(new TiffOutputField(
                        field.getTag(),
                        field.getTagInfo(),
                        field.getFieldType(),
                        (int) field.getCount(),
                        field.getByteArrayValue()));
            }
        }
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        byte[] version = gps == null ? null : gps.getByteArray(GpsDirectory.TAG_VERSION_ID);
        if (version != null) {
            copy.getOrCreateGpsDirectory().add(GpsTagConstants.GPS_TAG_GPS_VERSION_ID, version);
        }
        return copy;
    }

    private static void put(TiffOutputDirectory fields, TagInfoAscii tag, Optional<String> value) throws IOException {
        fields.removeField(tag);
        if (value.isPresent()) {
            fields.add(tag, value.get());
        }
    }

    private static Splice difference(byte[] before, byte[] after) {
        int start = Arrays.mismatch(before, after);
        int end = 0;
        int endMax = Math.min(before.length, after.length) - start;
        while (end < endMax && before[before.length - 1 - end] == after[after.length - 1 - end]) {
            end++;
        }
        return new Splice(
                start, before.length - end - start, ByteBuffer.wrap(after, start, after.length - end - start));
    }
}
