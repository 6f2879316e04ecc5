package sundown.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import sundown.edge.Json;
import sundown.google.GoogleHttp.Success;
import sundown.transfer.AccessToken;
import sundown.transfer.LibraryAccount;
import sundown.transfer.Room;

/**
 * Whose account it is and how much room it has, in one request to Drive.
 *
 * @see <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3/about">Drive, about</a>
 */
final class DriveAbout {
    private static final String FIELDS = "?fields=user(permissionId,emailAddress),storageQuota(limit,usage)";

    private final GoogleHttp http;
    private final URI about;
    private final Duration patience;

    /**
     * Makes a client.
     *
     * @param drive the base of Drive's interface, version 3
     * @param patience how long a call may take
     */
    DriveAbout(GoogleHttp http, URI drive, Duration patience) {
        this.http = http;
        this.about = URI.create(drive + "/about" + FIELDS);
        this.patience = patience;
    }

    /** What the question came to. */
    sealed interface Outcome {}

    /** The account and its room. */
    record Known(LibraryAccount account, Room room) implements Outcome {}

    /** It was not answered. */
    record Failure(Reply reply) implements Outcome {}

    Outcome ask(AccessToken access) {
        HttpRequest request = GoogleHttp.request(about, access).GET().build();
        return switch (http.call(Call.ABOUT, request, patience)) {
            case Success success ->
                read(success).<Outcome>map(known -> known).orElseGet(() -> new Failure(success.hollow(Call.ABOUT)));
            case GoogleHttp.Failure failure -> new Failure(failure.reply());
        };
    }

    private static Optional<Known> read(Success success) {
        try {
            JsonNode root = Json.read(success.body());
            JsonNode user = root.path("user");
            LibraryAccount account = new LibraryAccount(
                    user.path("permissionId").asText(),
                    user.path("emailAddress").asText());
            return Optional.of(new Known(account, room(root.path("storageQuota"))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Drive writes its 64-bit numbers as text. An account without a limit has none. */
    private static Room room(JsonNode quota) {
        return quota.hasNonNull("limit")
                ? new Room.Limited(
                        Long.parseLong(quota.path("limit").asText()),
                        Long.parseLong(quota.path("usage").asText()))
                : new Room.Unlimited();
    }
}
