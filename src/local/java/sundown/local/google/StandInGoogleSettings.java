package sundown.local.google;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sundown.local.google.Uploads.Content;

/**
 * How the stand-in Google is to be.
 *
 * @param folder where it keeps the bytes that it gets; empty to keep their digests alone
 */
public record StandInGoogleSettings(
        Set<Client> clients, List<AccountSettings> accounts, GoogleRules rules, Optional<Path> folder) {

    public static StandInGoogleSettings of(Client client, AccountSettings... accounts) {
        return new StandInGoogleSettings(Set.of(client), List.of(accounts), GoogleRules.usual(), Optional.empty());
    }

    public StandInGoogleSettings with(GoogleRules newRules) {
        return new StandInGoogleSettings(clients, accounts, newRules, folder);
    }

    public StandInGoogleSettings keepingBytesIn(Path newFolder) {
        return new StandInGoogleSettings(clients, accounts, rules, Optional.of(newFolder));
    }

    /**
     * What a Google account is when it is made.
     *
     * @param limit its storage in bytes; empty for an account without a limit
     * @param usage bytes that are taken already, by mail, Drive and earlier photos
     * @param photos false if its organization or its parents do not allow Google Photos
     */
    public record AccountSettings(String email, String displayName, OptionalLong limit, long usage, boolean photos) {
        /** An account that may use Google Photos. */
        public AccountSettings(String email, String displayName, OptionalLong limit, long usage) {
            this(email, displayName, limit, usage, true);
        }

        /** An empty account with 15 GB, as every new one has. */
        public static AccountSettings of(String email) {
            return new AccountSettings(email, email.substring(0, email.indexOf('@')), OptionalLong.of(15L << 30), 0);
        }

        /** The same account with another limit in bytes and other usage. */
        public AccountSettings withStorage(long newLimit, long newUsage) {
            return new AccountSettings(email, displayName, OptionalLong.of(newLimit), newUsage, photos);
        }

        /** The same account, which may not use Google Photos. */
        public AccountSettings withoutPhotos() {
            return new AccountSettings(email, displayName, limit, usage, false);
        }
    }

    /**
     * What the stand-in enforces.
     *
     * @param accessTokenLifetime an hour with Google, of which it tells clients one second less
     * @param albumItems the most items of an album
     */
    public record GoogleRules(Duration accessTokenLifetime, QuotaLimits quota, SizeLimits sizes, int albumItems) {

        public static GoogleRules usual() {
            return new GoogleRules(Duration.ofHours(1), QuotaLimits.ofNewProject(), SizeLimits.ofGoogle(), 20_000);
        }

        public GoogleRules with(QuotaLimits newQuota) {
            return new GoogleRules(accessTokenLifetime, newQuota, sizes, albumItems);
        }

        /** These rules, with albums of at most so many items. */
        public GoogleRules withAlbumsOf(int items) {
            return new GoogleRules(accessTokenLifetime, quota, sizes, items);
        }
    }

    /**
     * The requests to the Library API that one project may make.
     *
     * @param perDay from midnight to midnight, Pacific time
     * @param uploadsPerMinute requests to the upload server
     * @param uploadsCount whether these also count as requests of the day and the minute, as Google's documentation
     *     says; users have measured that they do not
     */
    public record QuotaLimits(
            long perDay, long perMinute, long perMinutePerUser, long uploadsPerMinute, boolean uploadsCount) {

        /** A new project's: 10,000 a day. The limits by minute are not published; these are generous. */
        public static QuotaLimits ofNewProject() {
            return new QuotaLimits(10_000, 6_000, 3_000, 6_000, true);
        }

        /** So high that nothing is refused. */
        public static QuotaLimits unlimited() {
            return new QuotaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, true);
        }

        /** These limits, but uploads have a limit of their own and count for no other. */
        public QuotaLimits countingUploadsApart(long newUploadsPerMinute) {
            return new QuotaLimits(perDay, perMinute, perMinutePerUser, newUploadsPerMinute, false);
        }
    }

    /**
     * The largest files that are taken, in bytes.
     *
     * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Accepted file types and sizes</a>
     */
    public record SizeLimits(long photo, long video) {

        /** 200 MB for a photo, 20 GB for a video, both counted in powers of two. */
        public static SizeLimits ofGoogle() {
            return new SizeLimits(200L << 20, 20L << 30);
        }

        /** The limit for the type that the caller states; without a type, the limit of videos. */
        long of(String mime) {
            return mime.startsWith("image/") ? photo : video;
        }

        boolean allows(Content content) {
            return content.type()
                    .map(type -> content.bytes() <= (type.video() ? video : photo))
                    .orElse(true);
        }
    }

    /**
     * An application that is registered with Google.
     *
     * @param redirectUris where codes may be sent; loopback addresses are always allowed, with any port, as RFC 8252
     *     wants for installed applications
     */
    public record Client(String id, String secret, Set<String> redirectUris) {

        /** A client that may redirect to loopback addresses alone. */
        public static Client installed(String id, String secret) {
            return new Client(id, secret, Set.of());
        }

        boolean mayRedirectTo(String uri) {
            return redirectUris.contains(uri) || isLoopback(uri);
        }

        private static boolean isLoopback(String text) {
            if (!URI.create(text).isAbsolute()) {
                return false;
            }
            URI uri = URI.create(text);
            return "http".equals(uri.getScheme())
                    && Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(uri.getHost()));
        }
    }
}
