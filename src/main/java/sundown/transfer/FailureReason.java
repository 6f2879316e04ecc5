package sundown.transfer;

/** Why the library did not take an item. The names are stable, for apps. */
public enum FailureReason {
    EMPTY("The file is empty."),
    PHOTO_TOO_LARGE("Google Photos takes photos of up to 200 MB."),
    VIDEO_TOO_LARGE("Google Photos takes videos of up to 20 GB."),
    UNSUPPORTED_TYPE("Google Photos does not take this type of file."),
    MISSING("The gallery no longer has the bytes of this file."),
    SHORTER("The gallery has fewer bytes of this file than it recorded."),
    LONGER("The gallery has more bytes of this file than it recorded."),
    DAMAGED("The bytes in the gallery are not the ones that it recorded."),
    NOT_A_PHOTO_OR_VIDEO("Google Photos could not read this file as a photo or a video."),
    REFUSED("Google Photos refused this file."),
    NO_ANSWER("Google Photos did not say what became of this file, several times.");

    private final String sentence;

    FailureReason(String sentence) {
        this.sentence = sentence;
    }

    /** A sentence for the user. */
    public String sentence() {
        return sentence;
    }
}
