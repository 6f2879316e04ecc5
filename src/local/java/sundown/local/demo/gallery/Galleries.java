package sundown.local.demo.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the gallery. */
public final class Galleries {
    private Galleries() {}

    /** The folder's, or else the sample. */
    public static Gallery of(Optional<Path> folder) throws IOException {
        return folder.isPresent() ? new FolderGallery(folder.get()) : new SampleGallery();
    }
}
