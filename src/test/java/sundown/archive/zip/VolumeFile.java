package sundown.archive.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes volumes that memory does not hold. */
final class VolumeFile {
    private static final int PIECE = 1 << 20;

    private VolumeFile() {}

    /** The whole volume. */
    static void write(Path file, VolumeLayout layout, EntryContents contents) throws IOException {
        try (OutputStream volume = Files.newOutputStream(file);
                VolumeRenderer renderer = new VolumeRenderer(layout, Given.PASSWORD, contents, 0, layout.bytes())) {
            byte[] piece = new byte[PIECE];
            for (int bytes = renderer.render(piece, 0, PIECE); bytes >= 0; bytes = renderer.render(piece, 0, PIECE)) {
                volume.write(piece, 0, bytes);
            }
        }
    }

    /** What programs read to list a volume, and holes for the contents. */
    static void writeHeaders(Path file, VolumeLayout layout) throws IOException {
        try (FileChannel volume = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (int entry = 0; entry < layout.entries().size(); entry++) {
                volume.write(Headers.local(layout.entries().get(entry)), layout.offsetOf(entry));
            }
            byte[] directory =
                    Given.range(layout, new RepeatedContents(layout), layout.directoryOffset(), layout.bytes());
            volume.write(ByteBuffer.wrap(directory), layout.directoryOffset());
        }
    }
}
