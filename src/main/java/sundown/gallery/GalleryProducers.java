package sundown.gallery;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What galleries need besides their ports. */
final class GalleryProducers {
    /** Created at the start, so that a function with a layout that there is not never takes an event. */
    @Produces
    @Singleton
    @Startup
    GalleryLayout layout(@ConfigProperty(name = "GALLERY_LAYOUT") String layout) {
        return GalleryLayout.of(layout);
    }
}
