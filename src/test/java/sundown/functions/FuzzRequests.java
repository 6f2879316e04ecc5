package sundown.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.fuzz.Chance;
import sundown.fuzz.Mutations;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.fuzz.SampleValues;
import sundown.local.stripe.StandInStripe.WebhookSignature;

/** Makes requests and operators' calls: about half as they should be, the others with something wrong. */
final class FuzzRequests {
    private static final String CONTEXT = "/requestContext";
    private static final String CALLER = CONTEXT + "/authorizer";
    private static final String CLAIMS = CALLER + "/jwt/claims";
    private static final String BASE64 = "/isBase64Encoded";
    private static final int MOST_KEPT = 50;

    /** What an answer calls otherwise than the request that takes it. */
    private static final Map<String, String> NAMES =
            Map.of("next", "after", "number", "n", "hash", "manifestHash", "planId", "insteadOf");

    /** What operators' calls can say, in the form that events of the tests do not show. */
    private static final Map<String, List<String>> USUAL = Map.of(
            "group", List.of("1", "1", "2", "2", "2", "3", "CN", "9"),
            "by", List.of("Ada", "Grace", "Bob", "Élodie O’Neill"),
            "state", List.of("MANUAL", "INTENT", "SENT", "SUCCEEDED", "DUE", "ENDED"),
            "format", List.of("json", "csv"),
            "until", List.of("2030-01-01T00:00:00Z", "2001-01-01T00:00:00Z"));

    private final Installation sundown;
    private final FuzzWorld world;
    private final Chance chance;
    private final Mutations mutations;
    private final SampleValues samples;
    private final Map<String, List<String>> seen = new HashMap<>();
    private boolean broken;

    FuzzRequests(Installation sundown, FuzzWorld world, Chance chance) {
        this.sundown = sundown;
        this.world = world;
        this.chance = chance;
        mutations = new Mutations(chance);
        samples = new SampleValues(OpenApi.read(), chance);
    }

    /** Keeps what an answer tells, for later requests. */
    void learn(JsonNode answer) {
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            if (field.getValue().isValueNode()) {
                List<String> values = seen.computeIfAbsent(
                        NAMES.getOrDefault(field.getKey(), field.getKey()), any -> new ArrayList<>());
                values.add(field.getValue().asText());
                if (values.size() > MOST_KEPT) {
                    values.removeFirst();
                }
            }
        }
        answer.forEach(this::learn);
    }

    /** A request of a route by a user. */
    Event request(Operation operation, UserId user) {
        broken = chance.oneIn(2);
        Event request = operation.signedIn() ? Event.by(user, operation.event()) : Event.of(operation.event());
        for (Operation.Parameter parameter : operation.parameters()) {
            request = withParameter(request, parameter);
        }
        String json = json(operation, user);
        request = operation.body().isPresent()
                        || chance.oneIn(8)
                        || operation.function().equals("payment-webhook")
                ? withBody(request, json)
                : request;
        if (operation.function().equals("payment-webhook") && !(broken && chance.oneIn(3))) {
            request = signed(request);
        }
        return broken && chance.oneIn(2) ? withOddEnvelope(request) : request;
    }

    private Event withParameter(Event request, Operation.Parameter parameter) {
        boolean inPath = parameter.in().equals("path");
        String place =
                switch (parameter.in()) {
                    case "path" -> "/pathParameters";
                    case "header" -> "/headers";
                    default -> "/queryStringParameters";
                };
        if (!inPath && (broken || !parameter.required()) && chance.oneIn(3)) {
            return request;
        }
        String value =
                broken && chance.oneIn(2) ? mutations.text() : known(parameter.name(), samples.of(parameter.schema()));
        Event ready = request.document().at(place).isObject() ? request : request.with(place, Map.of());
        String name = parameter.in().equals("header") ? parameter.name().toLowerCase(Locale.ROOT) : parameter.name();
        return ready.with(place + "/" + name, inPath && value.isEmpty() ? "0" : value);
    }

    /** A value that an answer told, or else any that is allowed. */
    private String known(String name, JsonNode allowed) {
        return seen.containsKey(name) && chance.oneIn(2) ? seen(name) : allowed.asText();
    }

    /** What was told last fits best. */
    private String seen(String name) {
        return chance.oneIn(2) ? seen.get(name).getLast() : chance.pick(seen.get(name));
    }

    private String json(Operation operation, UserId user) {
        return switch (operation.function()) {
            case "payment-webhook" -> changed(Json.read(word()));
            case "start-transfer" -> changed(chance.oneIn(3) ? body(operation) : Json.read(world.consent(user)));
            case "resume-transfer" -> changed(chance.oneIn(4) ? consented(body(operation), user) : body(operation));
            default -> changed(operation.body().map(samples::of).orElse(JsonNodeFactory.instance.objectNode()));
        };
    }

    private JsonNode body(Operation operation) {
        return samples.of(operation.body().orElseThrow());
    }

    private JsonNode consented(JsonNode body, UserId user) {
        return ((ObjectNode) body).setAll((ObjectNode) Json.read(world.consent(user)));
    }

    private String word() {
        String type =
                chance.pick("refund.updated", "refund.created", "invoice.paid", "charge.refunded", "refund.failed");
        String object = type.startsWith("invoice") ? "invoice" : "refund";
        return Json.write(Map.of(
                "id",
                "evt_1",
                "object",
                "event",
                "type",
                type,
                "data",
                Map.of("object", Map.of("id", refund(), "object", object))));
    }

    private String refund() {
        try {
            return new Members(sundown)
                    .atStripe(world.payer()).stream()
                            .map(refund -> refund.path("id").asText())
                            .findFirst()
                            .orElse("re_1");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The document, or one that is wrong in up to three ways, or text that is almost no JSON. */
    private String changed(JsonNode document) {
        if (!broken) {
            return document.toString();
        }
        String json = mutated(document).toString();
        return switch (chance.below(6)) {
            case 0 -> mutations.broken(json);
            case 1 -> mutations.odd(json);
            default -> json;
        };
    }

    private JsonNode mutated(JsonNode document) {
        JsonNode mutated = document;
        for (int left = chance.below(4); left > 0; left--) {
            mutated = mutations.of(mutated);
        }
        return mutated;
    }

    private Event withBody(Event request, String body) {
        return switch (chance.below(broken ? 12 : 100)) {
            case 0 -> request.with(BASE64, true).body(body);
            case 1 -> inBase64(request, body.getBytes(StandardCharsets.UTF_16));
            case 2 -> inBase64(request, body.getBytes(StandardCharsets.ISO_8859_1));
            case 3 -> inBase64(request, new byte[] {(byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF, (byte) 0xFE});
            case 4 -> inBase64(request, zipped(body));
            case 5, 6 -> inBase64(request, body.getBytes(StandardCharsets.UTF_8));
            default -> request.body(body);
        };
    }

    private static Event inBase64(Event request, byte[] bytes) {
        return request.with(BASE64, true).body(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] zipped(String body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    private static Event signed(Event request) {
        String body = request.document().path("body").asText();
        return request.with(
                "/headers/stripe-signature", WebhookSignature.of(body, Instant.now(), Installation.WEBHOOK_SECRET));
    }

    /** What API Gateway passes on of an odd request, or of another token. */
    private Event withOddEnvelope(Event request) {
        return switch (chance.below(12)) {
            case 0 -> request.without("/headers");
            case 1 ->
                request.with("/headers/accept", chance.pick("text/csv", "*/*", "application/json, text/csv;q=0.5", ""));
            case 2 -> request.with("/headers/content-type", chance.pick("text/plain", "application/xml", "\u0000", ""));
            case 3 ->
                request.with(
                        "/headers/"
                                + chance.pick(
                                        "idempotency-key", "if-match", "origin", "cookie", "x-http-method-override"),
                        mutations.text());
            case 4 -> request.with(CONTEXT + "/requestId", mutations.text());
            case 5 ->
                request.with("/queryStringParameters", Map.of("unknown", mutations.text(), "limit", mutations.text()));
            case 6 -> request.without(BASE64);
            case 7 -> request.body(mutations.text());
            default -> withOtherToken(request);
        };
    }

    private Event withOtherToken(Event request) {
        if (!request.document().at(CLAIMS).isObject()) {
            return request.with(CALLER, Map.of("jwt", Map.of("claims", Map.of("sub", mutations.text()))));
        }
        return switch (chance.below(6)) {
            case 0 -> request.without(CALLER);
            case 1 -> request.without(CLAIMS);
            case 2 -> request.without(CLAIMS + "/sub");
            case 3 -> request.with(CLAIMS + "/token_use", chance.pick("id", "refresh", "", "ACCESS"));
            case 4 -> request.with(CLAIMS + "/username", mutations.text());
            default -> request.with(CLAIMS + "/sub", mutations.text());
        };
    }

    /** An operator's call of a function, as JSON. */
    String call(String function) {
        ObjectNode usual = Event.of(function.equals("report-progress") ? "report-progress-by-operator" : function)
                .document();
        ObjectNode call = usual.deepCopy();
        if (function.equals("publish-timeline")) {
            call.set("timeline", proposal());
            call.put("dryRun", !chance.oneIn(4));
        }
        for (Map.Entry<String, JsonNode> field : usual.properties()) {
            usual(field.getKey()).ifPresent(value -> call.set(field.getKey(), value));
        }
        if (function.equals("approve-purge") && chance.oneIn(2)) {
            world.plan()
                    .ifPresent(plan -> call.put("group", "2")
                            .put("manifestHash", plan.manifest().hex()));
        }
        if (call.has("userId") && chance.oneIn(2)) {
            ofAPayer(call);
        }
        if (chance.oneIn(10)) {
            call.set(
                    chance.pick("insteadOf", "after", "until"),
                    TextNode.valueOf(known("insteadOf", TextNode.valueOf("a"))));
        }
        if (chance.oneIn(10)) {
            call.put(chance.pick("noAccount", "allGroups"), true);
        }
        if (chance.oneIn(20)) {
            call.put(Mutations.UNKNOWN, mutations.text());
        }
        if (chance.oneIn(2)) {
            return call.toString();
        }
        String json = mutated(call).toString();
        return chance.oneIn(4) ? mutations.odd(json) : json;
    }

    /** Names a user together with what is theirs. */
    private void ofAPayer(ObjectNode call) {
        UserId payer = world.payer();
        call.put("userId", payer.value());
        if (call.has("chargeId")) {
            call.put("chargeId", Members.chargeOf(payer).value());
        } else {
            call.put("group", "1");
        }
    }

    private Optional<JsonNode> usual(String field) {
        if (field.equals("userId")) {
            return Optional.of(TextNode.valueOf(world.user().value()));
        }
        if (seen.containsKey(field) && !USUAL.containsKey(field) && !chance.oneIn(3)) {
            return Optional.of(TextNode.valueOf(seen(field)));
        }
        return Optional.ofNullable(USUAL.get(field)).map(values -> TextNode.valueOf(chance.pick(values)));
    }

    private JsonNode proposal() {
        return new Timelines(sundown)
                .movingTheClose(Duration.ofDays(chance.pick(-400, -30, 0, 30, 4_000)))
                .document()
                .path("timeline");
    }
}
