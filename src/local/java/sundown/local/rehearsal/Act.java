package sundown.local.rehearsal;

import java.util.Locale;

/** What a user does while exports are open. */
enum Act {
    TRANSFER,
    DOWNLOAD,
    NOTHING;

    /** As settings name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
