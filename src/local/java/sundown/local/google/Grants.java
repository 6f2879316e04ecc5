package sundown.local.google;

import java.util.Optional;
import java.util.Set;
import sundown.local.google.Accounts.Account;

/** What users have allowed at present. */
public interface Grants {

    /** What an access token stands for; empty if it is unknown, expired or revoked. */
    Optional<Grant> find(String accessToken);

    /** Revokes all that a user allowed: each of their tokens dies at once. */
    void revoke(Account account);

    record Grant(Account account, String clientId, Set<String> scopes) {

        /** True if one of the scopes was granted, or if none is asked for. */
        public boolean allowsOneOf(Set<String> wanted) {
            return wanted.isEmpty() || wanted.stream().anyMatch(scopes::contains);
        }
    }

    /**
     * The scopes of which one is needed for each kind of call.
     *
     * @see <a href="https://developers.google.com/photos/overview/authorization">Photos authorization scopes</a>
     */
    final class Scopes {
        private static final String PREFIX = "https://www.googleapis.com/auth/";

        public static final String PHOTOS_APPEND = PREFIX + "photoslibrary.appendonly";
        /** Drive, the app's own folder: enough to read the storage that is left. */
        public static final String DRIVE_APPDATA = PREFIX + "drive.appdata";
        /** Drive, the files that the app made: enough to read the storage that is left. */
        public static final String DRIVE_FILE = PREFIX + "drive.file";

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

        private Scopes() {}
    }
}
