package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.aws.dynamodb.DynamoHoldStore;
import sundown.aws.sqs.SqsDeadLetters;
import sundown.local.template.Resource;
import sundown.local.template.Value;
import sundown.template.Beans.Bean;

/** A function's role allows the calls that its code makes, and no others. */
final class RightsTest {
    private static final Map<Resource, Set<Need>> NEEDS =
            Deployed.functions().stream().collect(Collectors.toMap(function -> function, Need::of));
    private static final Map<Resource, Set<Right>> RIGHTS =
            Deployed.functions().stream().collect(Collectors.toMap(function -> function, Right::of));

    private static final String AUDIT = "${AuditBucket.Arn}/";

    /** A text with a folder, into which Java puts the rest of the key for the character 1. */
    private static final Pattern FOLDER = Pattern.compile("(?s)([a-z]+)/\u0001.*");

    /**
     * It keeps a hold in one table, and marks its group in the other; or it takes messages out of one queue and puts
     * them into the other: each of its calls is for one of them.
     */
    private static final Set<Class<?>> OF_ONE_RESOURCE_EACH = Set.of(DynamoHoldStore.class, SqsDeadLetters.class);

    @Test
    void areKnownForEveryFunction() {
        assertThat(NEEDS).hasSameSizeAs(Deployed.functions()).doesNotContainValue(Set.of());
        assertThat(RIGHTS).doesNotContainValue(Set.of());
    }

    @Test
    void allowEveryCallThatTheCodeMakes() {
        assertThat(ofFunctions((function, needs) -> needs.stream().filter(need -> !need.isMetBy(RIGHTS.get(function)))))
                .isEmpty();
    }

    /** A bean that knows several tables or buckets uses each of them, or the function reads the table's stream. */
    @Test
    void allowSomethingOnEachResourceThatABeanKnows() {
        assertThat(ofFunctions((function, needs) -> needs.stream()
                        .filter(need -> !need.resources().stream()
                                .allMatch(resource -> Right.readsStream(function, resource)
                                        || isOfUse(resource, need.bean(), function)))))
                .isEmpty();
    }

    /** A right on one table of several is not enough: a function would fail at the others. */
    @Test
    void allowEachCallOnEachResourceThatItsBeanKnows() {
        assertThat(ofFunctions((function, needs) -> needs.stream()
                        .filter(need -> need.resources().size() > 1)
                        .filter(need ->
                                !OF_ONE_RESOURCE_EACH.contains(need.bean().type()))
                        .filter(need -> !need.resources().stream()
                                .map(resource -> new Right(need.action(), resource))
                                .allMatch(RIGHTS.get(function)::contains))))
                .isEmpty();
    }

    /** The code puts the keys of the audit bucket together from a folder and what follows. */
    @Test
    void allowTheFoldersOfTheAuditBucketThatTheCodeNames() {
        Map<String, Set<String>> allowed = new TreeMap<>();
        Map<String, Set<String>> named = new TreeMap<>();
        Deployed.functions().forEach(function -> {
            Set<String> folders = allowedFolders(function);
            if (!folders.isEmpty()) {
                allowed.put(function.logicalId(), folders);
                named.put(function.logicalId(), namedFolders(function));
            }
        });

        assertThat(allowed).hasSizeGreaterThan(4).isEqualTo(named);
    }

    @Test
    void allowNothingThatTheCodeDoesNotCall() {
        assertThat(ofFunctions((function, needs) -> RIGHTS.get(function).stream()
                        .filter(right -> needs.stream().noneMatch(need -> need.explains(right)))))
                .isEmpty();
    }

    private static Set<String> allowedFolders(Resource function) {
        return Deployed.template()
                .role(function)
                .statements()
                .flatMap(statement -> statement.find("Resource").orElseThrow().elements().stream())
                .filter(Value.Sub.class::isInstance)
                .map(resource -> ((Value.Sub) resource).text())
                .filter(resource -> resource.startsWith(AUDIT))
                .map(resource -> resource.substring(AUDIT.length()).replaceFirst("/\\*$", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> namedFolders(Resource function) {
        return AwsCalls.of(Beans.function(function))
                .texts()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .map(folder -> folder.group(1))
                .collect(Collectors.toSet());
    }

    /** What is found for each function, without the functions for which nothing is. */
    private static Map<String, List<?>> ofFunctions(BiFunction<Resource, Set<Need>, Stream<?>> found) {
        Map<String, List<?>> all = new TreeMap<>();
        NEEDS.forEach((function, needs) ->
                all.put(function.logicalId(), found.apply(function, needs).toList()));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private static boolean isOfUse(String resource, Bean bean, Resource function) {
        return RIGHTS.get(function).stream()
                .filter(right -> right.resource().equals(resource))
                .anyMatch(right -> NEEDS.get(function).stream()
                        .filter(need -> need.bean().equals(bean))
                        .anyMatch(need -> need.explains(right)));
    }
}
