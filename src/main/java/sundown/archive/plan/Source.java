package sundown.archive.plan;

import sundown.gallery.ItemId;
import sundown.gallery.ObjectVersion;

/** Where the bytes of an entry come from. */
public sealed interface Source {
    /** An item of the gallery, in the version that was planned. */
    record Photo(ItemId item, ObjectVersion object) implements Source {}

    /**
     * A file that Sundown wrote for the user.
     *
     * @param name its name beside the plan: {@code README.txt}
     */
    record Written(String name) implements Source {}
}
