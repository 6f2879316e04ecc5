package sundown.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the gallery. */
final class Galleries {
    private Galleries() {}

    /** The folder's, or else the sample. */
    static Gallery of(Optional<Path> folder) throws IOException {
        return folder.isPresent() ? new FolderGallery(folder.get()) : new SampleGallery();
    }
}
