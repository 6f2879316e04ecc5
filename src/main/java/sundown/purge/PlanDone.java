package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * The sums of a plan's deletion.
 *
 * @param manifest the hash of the manifest in the audit bucket; empty if it is missing
 * @param accounts the number of finished accounts
 * @param appeared the number of entries that the manifest did not name when the account was deleted
 * @param firstAt when the first account was finished, or left unfinished
 * @param lastAt when the last account was
 */
public record PlanDone(
        PlanId plan,
        Optional<ManifestHash> manifest,
        long accounts,
        Totals deleted,
        long rows,
        long appeared,
        Optional<Instant> firstAt,
        Optional<Instant> lastAt) {

    /** A plan without a deleted account. */
    static PlanDone nothing(PlanId plan, Optional<ManifestHash> manifest) {
        return new PlanDone(plan, manifest, 0, Totals.NONE, 0, 0, Optional.empty(), Optional.empty());
    }

    /** The sums with one account more. */
    PlanDone plus(Deletion deletion) {
        return plus(new PlanDone(
                plan,
                manifest,
                deletion.finished() ? 1 : 0,
                deletion.deleted(),
                deletion.rows(),
                deletion.appeared(),
                Optional.of(deletion.at()),
                Optional.of(deletion.at())));
    }

    /** The sums of two parts of a plan. */
    PlanDone plus(PlanDone other) {
        return new PlanDone(
                plan,
                manifest,
                accounts + other.accounts,
                deleted.plus(other.deleted),
                rows + other.rows,
                appeared + other.appeared,
                Stream.concat(firstAt.stream(), other.firstAt.stream()).min(Instant::compareTo),
                Stream.concat(lastAt.stream(), other.lastAt.stream()).max(Instant::compareTo));
    }

    /** The members of a JSON object, always in the same order. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("planId", plan.value());
        manifest.ifPresent(hash -> members.put("manifestHash", hash.hex()));
        members.put("accounts", accounts);
        deleted.putInto(members);
        members.put("rows", rows);
        members.put("appeared", appeared);
        firstAt.ifPresent(at -> members.put("firstAt", at.toString()));
        lastAt.ifPresent(at -> members.put("lastAt", at.toString()));
        return members;
    }

    static PlanDone read(JsonNode object) {
        return new PlanDone(
                new PlanId(Json.text(object, "planId")),
                text(object, "manifestHash").map(ManifestHash::new),
                object.path("accounts").longValue(),
                Totals.in(object),
                object.path("rows").longValue(),
                object.path("appeared").longValue(),
                text(object, "firstAt").map(Instant::parse),
                text(object, "lastAt").map(Instant::parse));
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue());
    }
}
