package sundown.simulation.port;

import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.simulation.run.Runs;

/** Notes whose bytes a run has opened. */
public record WatchedBytes(GalleryBytes real, Runs runs) implements GalleryBytes {
    @Override
    public Opened open(ObjectKey key, long offset) {
        runs.current().opened(key);
        return real.open(key, offset);
    }
}
