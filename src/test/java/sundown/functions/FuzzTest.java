package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.fuzz.Chance;
import sundown.fuzz.Mutations;
import sundown.fuzz.OpenApi;
import sundown.fuzz.Operation;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * Thousands of requests to every route and calls of every operator's function, valid and broken, to users in every
 * state, while queues are worked through and sweeps run. Every answer is one that {@code docs/openapi.yaml} documents,
 * and nothing fails, because every service answers.
 *
 * <p>{@code -Dfuzz.seed=} chooses what is sent, {@code -Dfuzz.requests=} how much. A failure names the seed that
 * replays its round.
 */
@FunctionTest
@Tag("large")
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3_000);
    /** After so many requests everything is set up again: few users are left in a state that answers much. */
    private static final int ROUND = 500;

    /** So many reach each route and function, whatever the seed. */
    private static final int ENOUGH = 3_000;

    private static final int MOST_FAULTS = 30;
    private static final int LONGEST_SHOWN = 1_500;

    /** What no answer may tell. */
    private static final Pattern LEAK = Pattern.compile(
            "Exception|\\.java:|\\bat sundown\\.|software\\.amazon|ya29\\.|1//0|4/0A-|eyJraWQi|sk_test_|whsec_|"
                    + TestGoogle.CLIENT_SECRET + "|" + TestGoogle.VERIFIER);

    /** A body that is too large is refused before it is read. */
    private static final Set<Integer> REFUSED = Set.of(400, 413);

    /** What AWS calls its refusals is for operators to know. */
    private static final Pattern AWS_CODE = Pattern.compile("answered \\w+Exception");

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w+");
    private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}.*[.?]", Pattern.DOTALL);
    private static final Pattern DOCUMENTED_PROBLEM = Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\|.*");

    @Inject
    Installation sundown;

    @Inject
    TestGoogle google;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> problems = documentedProblems();

    @Test
    void everyAnswerIsDocumentedAndNothingFails() throws Exception {
        for (int round = 0; round * ROUND < REQUESTS && faults.size() < MOST_FAULTS; round++) {
            play(SEED + round, Math.min(ROUND, REQUESTS - round * ROUND));
        }
        writeTable();
        assertThat(faults).isEmpty();
        assertThat(REQUESTS < ENOUGH ? List.of() : unreached()).isEmpty();
    }

    private void writeTable() throws IOException {
        String table = counts.entrySet().stream()
                .map(count -> "%6d %s%n".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining());
        List<String> unseen = problems.keySet().stream()
                .filter(name -> !seen.contains(name))
                .sorted()
                .toList();
        Files.writeString(Path.of("target", "fuzz.txt"), table + "problems that were never answered: " + unseen + "\n");
    }

    private void play(long seed, int requests) throws Exception {
        Chance chance = new Chance(new Random(seed));
        FuzzWorld world = new FuzzWorld(sundown, google, chance, "fuzz-" + seed + "-");
        FuzzRequests made = new FuzzRequests(sundown, world, chance);
        world.begin();
        for (int sent = 0; sent < requests; sent++) {
            String replay = "-Dfuzz.seed=%d -Dfuzz.requests=%d".formatted(seed, sent + 1);
            if (chance.oneIn(10)) {
                world.goOn();
            }
            String event = chance.pick(events());
            if (operators().contains(event)) {
                call(event, made, replay);
            } else {
                Operation operation = OpenApi.read().operation(event);
                request(operation, world.user(operation), made, replay);
            }
        }
        faultsOfLog(seed);
    }

    private void request(Operation operation, UserId user, FuzzRequests made, String replay) throws Exception {
        Event request = made.request(operation, user);
        Invocation invocation = sundown.invoke(operation.function(), request);
        List<String> found = new ArrayList<>();
        if (invocation instanceof Invocation.Succeeded) {
            HttpAnswer answer = HttpAnswer.of(invocation);
            count(operation + " " + answer.status());
            found.addAll(operation.faults(answer.status(), answer.contentType(), answer.text()));
            if (answer.status() >= 500) {
                found.add("it answered " + answer.status());
            }
            boolean notice = operation.function().equals("get-notice") && answer.status() == 200;
            String caching = notice ? "public, max-age=30" : "no-store";
            if (!answer.headers().path("cache-control").asText().equals(caching)) {
                found.add("its cache-control is not " + caching);
            }
            if (answer.contentType().endsWith("json")) {
                found.addAll(leaks(answer.json(), true));
                learn(made, answer.json());
            } else {
                found.addAll(leaks(Json.tree(answer.text()), true));
            }
        } else {
            count(operation + " failed");
            found.add("it failed");
        }
        found.forEach(fault -> note(operation + ": " + fault, replay, request.json(), invocation));
    }

    private void call(String function, FuzzRequests made, String replay) throws Exception {
        String call = made.call(function);
        Invocation invocation = sundown.operate(function, call);
        List<String> found = new ArrayList<>();
        if (invocation instanceof Invocation.Succeeded succeeded) {
            JsonNode answer = Json.read(succeeded.payload());
            String type = answer.path("type").asText();
            count(function + " " + (type.isEmpty() ? "done" : answer.path("status")));
            if (!type.isEmpty()) {
                found.addAll(faultsOfProblem(answer));
            } else if (answer.isEmpty()) {
                found.add("it answered nothing");
            }
            if (hasUnknownField(call) && !REFUSED.contains(answer.path("status").asInt())) {
                found.add("it ignored a field that it does not know");
            }
            found.addAll(leaks(answer, false));
            learn(made, answer);
        } else {
            count(function + " failed");
            found.add("it failed");
        }
        found.forEach(fault -> note(function + ": " + fault, replay, call, invocation));
    }

    private static boolean hasUnknownField(String call) {
        try {
            return Json.read(call).has(Mutations.UNKNOWN);
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }

    private void learn(FuzzRequests made, JsonNode answer) {
        seen.add(nameOf(answer));
        made.learn(answer);
    }

    private static String nameOf(JsonNode problem) {
        return problem.path("type").asText().replace(Problem.TYPE_PREFIX, "");
    }

    private List<String> faultsOfProblem(JsonNode problem) {
        String name = nameOf(problem);
        List<String> found = new ArrayList<>();
        if (problem.path("status").asInt() != problems.getOrDefault(name, 0)) {
            found.add("docs/problems.md has no problem " + name + " of the status " + problem.path("status"));
        }
        if (!SENTENCE.matcher(problem.path("detail").asText()).matches()) {
            found.add("the detail of " + name + " is no sentence");
        }
        return found;
    }

    /** Only one member, the Google account of the caller's own transfer, is an address. */
    private static List<String> leaks(JsonNode answer, boolean addresses) {
        List<String> leaks = new ArrayList<>();
        String text = answer.toString();
        Matcher leak = LEAK.matcher(AWS_CODE.matcher(text).replaceAll("answered"));
        if (leak.find()) {
            leaks.add("the answer tells what nobody should know: " + leak.group());
        }
        String account = answer.findPath("googleAccount").asText();
        if (addresses
                && ADDRESS.matcher(account.isEmpty() ? text : text.replace(account, ""))
                        .find()) {
            leaks.add("the answer has an address");
        }
        return leaks;
    }

    private void faultsOfLog(long seed) {
        LogAudit.require(sundown.log.lines());
        sundown.log.with("a fault of our own").stream()
                .limit(3)
                .forEach(line -> faults.add("seed " + seed + ": " + shown(line.text())));
    }

    private void note(String fault, String replay, String request, Invocation answer) {
        if (kinds.add(fault)) {
            faults.add("%n%s%n  %s%n  %s%n  %s".formatted(fault, replay, shown(request), shown(answer.toString())));
        }
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + ")";
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** A fuzz that nothing accepts, or nothing refuses, tests little. */
    private List<String> unreached() {
        List<String> unreached = new ArrayList<>();
        for (Operation operation : OpenApi.read().operations()) {
            for (String first : List.of(" 2", " 4")) {
                if (counts.keySet().stream().noneMatch(count -> count.startsWith(operation + first))) {
                    unreached.add(operation + first + "xx");
                }
            }
        }
        operators().stream()
                .filter(function -> !counts.containsKey(function + " 400")
                        || Stream.of(" done", " 409").noneMatch(answer -> counts.containsKey(function + answer)))
                .forEach(unreached::add);
        return unreached;
    }

    private static List<String> events() {
        return Stream.concat(OpenApi.read().operations().stream().map(Operation::event), operators().stream())
                .toList();
    }

    private static List<String> operators() {
        return OpenApi.ofOperators().operations().stream()
                .map(Operation::event)
                .sorted()
                .toList();
    }

    private static Map<String, Integer> documentedProblems() {
        try (Stream<String> lines = Files.lines(Path.of("docs", "problems.md"))) {
            return lines.map(DOCUMENTED_PROBLEM::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(row -> row.group(1), row -> Integer.valueOf(row.group(2))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
