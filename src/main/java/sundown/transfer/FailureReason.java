package sundown.transfer;

import java.util.Optional;
import sundown.gallery.Item;
import sundown.media.MediaType;

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

    /**
     * Why the library does not take a file, by its type and length; nothing when it may take it.
     *
     * @param type nothing when the library takes no files of its type
     */
    public static Optional<FailureReason> of(Optional<MediaType> type, long bytes) {
        if (bytes == 0) {
            return Optional.of(EMPTY);
        }
        return type.isEmpty()
                ? Optional.of(UNSUPPORTED_TYPE)
                : type.map(MediaType::kind)
                        .filter(kind -> kind.exceededBy(bytes))
                        .map(FailureReason::tooLarge);
    }

    /** Why the library does not take an item, as far as its name and length say; its bytes may say another type. */
    public static Optional<FailureReason> ofName(Item item) {
        return of(MediaType.of(item.name()), item.bytes()).filter(reason -> reason != UNSUPPORTED_TYPE);
    }

    private static FailureReason tooLarge(MediaType.Kind kind) {
        return switch (kind) {
            case PHOTO -> PHOTO_TOO_LARGE;
            case VIDEO -> VIDEO_TOO_LARGE;
        };
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
