package sundown.local.google.oauth;

import java.util.HashSet;
import java.util.Set;

/**
 * The scopes of which one is needed for each kind of call.
 *
 * @see <a href="https://developers.google.com/photos/overview/authorization">Photos authorization scopes</a>
 */
public record Scopes(Set<String> append, Set<String> read, Set<String> edit) {
    private static final String PREFIX = "https://www.googleapis.com/auth/";

    /** Upload bytes, create media items and albums. */
    public static final String PHOTOS_APPEND = PREFIX + "photoslibrary.appendonly";
    /** Read what the same client created. */
    public static final String PHOTOS_READ_CREATED = PREFIX + "photoslibrary.readonly.appcreateddata";
    /** Change what the same client created. */
    public static final String PHOTOS_EDIT_CREATED = PREFIX + "photoslibrary.edit.appcreateddata";
    /** Drive, the app's own folder: enough to read the storage that is left. */
    public static final String DRIVE_APPDATA = PREFIX + "drive.appdata";
    /** Drive, the files that the app made: enough to read the storage that is left. */
    public static final String DRIVE_FILE = PREFIX + "drive.file";

    /** Reading the storage that is left. */
    public static final Set<String> DRIVE_ABOUT = Set.of(
            PREFIX + "drive",
            DRIVE_APPDATA,
            DRIVE_FILE,
            PREFIX + "drive.metadata",
            PREFIX + "drive.metadata.readonly",
            PREFIX + "drive.photos.readonly",
            PREFIX + "drive.readonly");

    /** The e-mail address in an ID token or in userinfo. */
    public static final Set<String> EMAIL = Set.of("email", PREFIX + "userinfo.email");
    /** The name in an ID token or in userinfo. */
    public static final Set<String> PROFILE = Set.of("profile", PREFIX + "userinfo.profile");
    /** Userinfo at all. */
    public static final Set<String> USERINFO =
            Set.of("openid", "email", "profile", PREFIX + "userinfo.email", PREFIX + "userinfo.profile");

    /** The Library API's scopes since 31 March 2025. */
    public static Scopes current() {
        return new Scopes(Set.of(PHOTOS_APPEND), Set.of(PHOTOS_READ_CREATED), Set.of(PHOTOS_EDIT_CREATED));
    }

    /** Those and the ones that Google took away then, which older clients still ask for. */
    public static Scopes withLegacy() {
        String all = PREFIX + "photoslibrary";
        return new Scopes(
                Set.of(PHOTOS_APPEND, all),
                Set.of(PHOTOS_READ_CREATED, all, PREFIX + "photoslibrary.readonly"),
                Set.of(PHOTOS_EDIT_CREATED, all));
    }

    /** What creates an album needs. */
    public Set<String> appendOrEdit() {
        Set<String> either = new HashSet<>(append);
        either.addAll(edit);
        return Set.copyOf(either);
    }
}
