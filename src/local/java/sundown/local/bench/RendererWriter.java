package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import sundown.archive.zip.EntryContents;
import sundown.archive.zip.VolumeLayout;
import sundown.archive.zip.VolumeRenderer;
import sundown.archive.zip.ZipEntry;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.local.bench.MappedFolder.MappedFile;

/** Sundown's own renderer: one volume of all files. */
final class RendererWriter implements ArchiveWriter {
    private static final Instant MODIFIED = Instant.parse("2022-10-25T08:00:00Z");
    private static final int PIECE = 1 << 16;

    private final byte[] piece = new byte[PIECE];

    @Override
    public void write(MappedFolder folder, OutputStream target) throws IOException {
        List<MappedFile> files = folder.files();
        VolumeLayout layout = layout(files);
        EntryContents contents = (entry, offset) -> files.get(entry).open(offset);
        try (VolumeRenderer renderer = new VolumeRenderer(layout, PASSWORD, contents, 0, layout.bytes())) {
            for (int bytes = renderer.render(piece, 0, PIECE); bytes >= 0; bytes = renderer.render(piece, 0, PIECE)) {
                target.write(piece, 0, bytes);
            }
        }
    }

    private static VolumeLayout layout(List<MappedFile> files) {
        SplittableRandom random = new SplittableRandom(files.size());
        return VolumeLayout.of(files.stream()
                .map(file -> new ZipEntry(
                        file.name(), file.bytes().byteSize(), MODIFIED, new Salt(random.nextLong(), random.nextLong())))
                .toList());
    }
}
