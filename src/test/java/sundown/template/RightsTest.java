package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.template.Beans.Bean;

/** A function's role allows the calls that its code makes, and no others. */
final class RightsTest {
    private static final Map<Resource, Set<Need>> NEEDS =
            Deployed.functions().stream().collect(Collectors.toMap(function -> function, Need::of));
    private static final Map<Resource, Set<Right>> RIGHTS =
            Deployed.functions().stream().collect(Collectors.toMap(function -> function, Right::of));

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

    @Test
    void allowNothingThatTheCodeDoesNotCall() {
        assertThat(ofFunctions((function, needs) -> RIGHTS.get(function).stream()
                        .filter(right -> needs.stream().noneMatch(need -> need.explains(right)))))
                .isEmpty();
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
