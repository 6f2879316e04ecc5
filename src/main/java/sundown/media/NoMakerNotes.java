package sundown.media;

import com.drew.lang.RandomAccessReader;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Set;

/**
 * Leaves the notes of cameras' makers out of the native executable: the library makes the parts for each of forty
 * makers by reflection, and {@link PhotoDate} looks for no date in them. Broken notes are an error on the JVM alone.
 */
@TargetClass(className = "com.drew.metadata.exif.ExifTiffHandler")
final class NoMakerNotes {
    /** Takes the notes for bytes. */
    @Substitute
    boolean processMakernote(int offset, Set<Integer> read, int start, RandomAccessReader reader) {
        return false;
    }
}
