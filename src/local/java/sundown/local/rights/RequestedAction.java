package sundown.local.rights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An action of IAM that a request needs.
 *
 * @param resource the ARN of what it acts on
 * @param keys the condition keys that the request carries, with their values
 */
record RequestedAction(String action, String resource, Map<String, List<String>> keys) {
    static RequestedAction of(String action, String resource) {
        return new RequestedAction(action, resource, Map.of());
    }

    /** The same with more condition keys. */
    RequestedAction with(Map<String, List<String>> more) {
        Map<String, List<String>> all = new HashMap<>(keys);
        all.putAll(more);
        return new RequestedAction(action, resource, all);
    }
}
