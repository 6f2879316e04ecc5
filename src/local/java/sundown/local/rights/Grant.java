package sundown.local.rights;

import java.util.Comparator;

/** An action and a resource of a statement that allows, as the policy writes them. */
public record Grant(String action, String resource) {
    /** The last part of the resource's ARN; the action says the service. */
    String name() {
        String[] parts = resource.split(":", 6);
        return parts[parts.length - 1];
    }

    /** A grant of a function's role. */
    public record Of(String function, Grant grant) implements Comparable<Of> {
        private static final Comparator<Of> ORDER = Comparator.comparing(Of::function)
                .thenComparing(of -> of.grant().action())
                .thenComparing(of -> of.grant().resource());

        @Override
        public int compareTo(Of other) {
            return ORDER.compare(this, other);
        }
    }
}
