package sundown.readiness;

import java.util.List;

/** The policies of the buckets that have users' objects, as they are deployed. */
public interface BucketGuards {
    /** Those of the gallery bucket and of the archive bucket. */
    List<Guards> all();
}
