package sundown.simulation.port;

import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.simulation.run.Runs;

/** Notes whose bytes a run has opened. */
public final class WatchedBytes implements GalleryBytes {
    private final GalleryBytes real;
    private final Runs runs;

    public WatchedBytes(GalleryBytes real, Runs runs) {
        this.real = real;
        this.runs = runs;
    }

    @Override
    public Opened open(ObjectKey key, long offset) {
        runs.current().opened(key);
        return real.open(key, offset);
    }
}
