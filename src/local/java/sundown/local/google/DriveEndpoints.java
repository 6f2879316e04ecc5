package sundown.local.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status.Code;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Credentials;
import sundown.local.google.Gate.Grants.Scopes;
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

    /**
     * The {@code fields} parameter of Google's APIs, as in {@code user/emailAddress,storageQuota(limit,usage)}: which
     * part of an answer the caller wants.
     *
     * @param inner the wanted members by the name of their object; none stands for the whole
     * @see <a href="https://developers.google.com/drive/api/guides/fields-parameter">Return specific fields</a>
     */
    record FieldMask(Map<String, Set<String>> inner) {
        private static final Pattern FIELD = Pattern.compile("(\\w+)(?:/(\\w+)|\\(([\\w,]+)\\))?");
        private static final Pattern FIELDS = Pattern.compile(FIELD + "(?:," + FIELD + ")*");

        static FieldMask parse(String text) {
            if (!FIELDS.matcher(text).matches()) {
                throw invalid(text);
            }
            Map<String, Set<String>> inner = new LinkedHashMap<>();
            FIELD.matcher(text)
                    .results()
                    .forEach(field -> inner.computeIfAbsent(field.group(1), _ -> new LinkedHashSet<>())
                            .addAll(members(field)));
            return new FieldMask(inner);
        }

        private static List<String> members(MatchResult field) {
            return Stream.ofNullable(field.group(2) == null ? field.group(3) : field.group(2))
                    .flatMap(names -> Stream.of(names.split(",", -1)))
                    .toList();
        }

        ObjectNode apply(ObjectNode whole, ObjectNode possible) {
            ObjectNode part = selected(inner.keySet(), whole, possible);
            inner.forEach((name, members) -> {
                if (!members.isEmpty()) {
                    part.set(name, selected(members, whole.get(name), possible.get(name)));
                }
            });
            return part;
        }

        private static ObjectNode selected(Set<String> names, JsonNode whole, JsonNode possible) {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            for (String name : names) {
                if (!possible.has(name)) {
                    throw invalid(name);
                }
                if (whole.has(name)) {
                    part.set(name, whole.get(name));
                }
            }
            return part;
        }

        private static GoogleProblem invalid(String field) {
            return GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid field selection " + field);
        }
    }
}
