package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/**
 * CloudFormation creates a resource after those that it refers to, and refuses a template in which one waits for
 * itself. SAM makes an API refer to the aliases of the functions that it calls, and an alias to the alarms that roll it
 * back.
 */
final class DependenciesTest {
    private static final String ALIAS = ".alias";
    private static final Set<String> OF_THE_ALIAS = Set.of("DeploymentPreference", "Events");

    private final Map<String, Set<String>> needs = new HashMap<>();

    DependenciesTest() {
        Deployed.template().resources().stream()
                .filter(resource -> !Deployed.functions().contains(resource))
                .forEach(this::resource);
        Deployed.functions().forEach(this::function);
    }

    private void resource(Resource resource) {
        need(resource.logicalId(), resource.properties());
        resource.body().find("DependsOn").stream()
                .flatMap(named -> named.elements().stream())
                .map(named -> ((Value.Text) named).text())
                .forEach(needs.get(resource.logicalId())::add);
    }

    private void function(Resource function) {
        String id = function.logicalId();
        need(id, Deployed.template().functionDefaults());
        function.properties().fields().forEach((name, value) -> {
            if (!OF_THE_ALIAS.contains(name)) {
                need(id, value);
            }
        });
        needs.put(id + ALIAS, new TreeSet<>(Set.of(id)));
        function.find("DeploymentPreference").ifPresent(preference -> need(id + ALIAS, preference));
        Deployed.events(function)
                .filter(event -> event.find("Type").equals(Optional.of(new Value.Text("HttpApi"))))
                .flatMap(event -> event.find("Properties", "ApiId").stream())
                .flatMap(Right::references)
                .forEach(api -> needs.get(api).add(id + ALIAS));
    }

    private void need(String resource, Value value) {
        needs.computeIfAbsent(resource, ignored -> new TreeSet<>())
                .addAll(Right.references(value).toList());
    }

    @Test
    void noResourceWaitsForItself() {
        assertThat(needs.get("Api")).contains("GetStatus" + ALIAS);
        assertThat(needs.keySet())
                .filteredOn(resource -> before(resource).contains(resource))
                .isEmpty();
    }

    /** Everything that must be there before a resource. */
    private Set<String> before(String resource) {
        Set<String> found = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(needs.get(resource));
        while (!next.isEmpty()) {
            String needed = next.remove();
            if (found.add(needed)) {
                next.addAll(needs.getOrDefault(needed, Set.of()));
            }
        }
        return found;
    }
}
