package sundown.local.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status.Code;
import java.io.IOException;
import sundown.local.google.Gate.Credentials;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/**
 * Drive's {@code about}: the owner of the account and its free storage. 64-bit numbers are strings; an account without
 * a limit has no {@code limit}.
 *
 * @see <a href="https://developers.google.com/drive/api/reference/rest/v3/about">about</a>
 */
public record DriveEndpoints(Gate gate) {
    /** Adds its path. */
    public void addTo(Routes routes) {
        routes.add("GET", "/drive/v3/about", ErrorForm.DRIVE, this::about);
    }

    private Reply about(Request request) throws IOException {
        return gate.pass(Call.ABOUT, new Credentials(request.bearerToken(), Scopes.DRIVE_ABOUT), passage -> {
            FieldMask mask = FieldMask.parse(request.query("fields").orElseThrow(DriveEndpoints::fieldsMissing));
            ObjectNode about = about(passage.grant().account());
            return Reply.json(200, mask.apply(about, withLimit(about)));
        });
    }

    private static ObjectNode about(Account account) {
        Account.Storage storage = account.storage();
        ObjectNode about = JsonNodeFactory.instance.objectNode().put("kind", "drive#about");
        about.putObject("user")
                .put("kind", "drive#user")
                .put("displayName", account.displayName())
                .put("me", true)
                .put("permissionId", account.subject())
                .put("emailAddress", account.email());
        ObjectNode quota = about.putObject("storageQuota");
        storage.limit().ifPresent(limit -> quota.put("limit", String.valueOf(limit)));
        quota.put("usage", String.valueOf(storage.usage()));
        quota.put("usageInDrive", "0");
        quota.put("usageInDriveTrash", "0");
        return about;
    }

    /** The fields that may be requested, which include the limit where the account has none. */
    private static ObjectNode withLimit(ObjectNode about) {
        ObjectNode possible = about.deepCopy();
        JsonNode quota = possible.get("storageQuota");
        ((ObjectNode) quota).put("limit", "");
        return possible;
    }

    private static GoogleProblem fieldsMissing() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "The 'fields' parameter is required for this method.");
    }
}
