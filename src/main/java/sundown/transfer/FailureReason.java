package sundown.transfer;

/**
 * Why the library did not take an item. The names are stable, for apps.
 *
 * <p>A reason is permanent if it follows from the file alone, which no longer changes once exports are open: another
 * attempt only costs requests. People can mend a gallery whose bytes are not the recorded ones.
 */
public enum FailureReason {
    EMPTY("The file is empty.", true),
    PHOTO_TOO_LARGE("Google Photos takes photos of up to 200 MB.", true),
    VIDEO_TOO_LARGE("Google Photos takes videos of up to 20 GB.", true),
    UNSUPPORTED_TYPE("Google Photos does not take this type of file.", true),
    MISSING("The gallery no longer has the bytes of this file.", false),
    SHORTER("The gallery has fewer bytes of this file than it recorded.", false),
    LONGER("The gallery has more bytes of this file than it recorded.", false),
    DAMAGED("The bytes in the gallery are not the ones that it recorded.", false),
    NOT_A_PHOTO_OR_VIDEO("Google Photos could not read this file as a photo or a video.", true),
    REFUSED("Google Photos refused this file.", false),
    NO_ANSWER("Google Photos did not say what became of this file, several times.", false);

    private final String sentence;
    private final boolean permanent;

    FailureReason(String sentence, boolean permanent) {
        this.sentence = sentence;
        this.permanent = permanent;
    }

    /** True when another attempt cannot succeed, and is never made. */
    public boolean permanent() {
        return permanent;
    }

    /** True when no other way can take the item either. */
    public boolean lost() {
        return this == MISSING;
    }

    /** A sentence for the user. */
    public String sentence() {
        return sentence;
    }
}
