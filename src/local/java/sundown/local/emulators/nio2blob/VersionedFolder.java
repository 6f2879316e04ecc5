package sundown.local.emulators.nio2blob;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * S3Proxy's store over a folder, with versions in the buckets that ask for them. S3Proxy itself admits to versions in
 * memory alone, since it has not settled their form on disk; nothing here outlives a run. It tells what a store can do
 * by the name of its package, so this one's must end in {@code nio2blob}.
 */
public final class VersionedFolder extends AbstractNio2BlobStore {
    /** A store over a folder that is there. */
    public VersionedFolder(Path root) {
        super(root);
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }
}
