package sundown.simulation.port;

import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.simulation.run.Scale;

/** Shows small objects as large ones, see {@link Scale}; a reader finds the few bytes that there are. */
public record MagnifiedBytes(GalleryBytes real) implements GalleryBytes {
    @Override
    public Opened open(ObjectKey key, long offset) {
        return switch (real.open(key, Scale.reduced(offset))) {
            case Opened.Gone gone -> gone;
            case Opened.Found found -> new Opened.Found(found.stream(), Scale.magnified(found.bytes()));
        };
    }
}
