package sundown.local.http;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells the requests that a developer makes from those that a web page makes behind their back. A browser sends the
 * page's origin; after DNS rebinding it sends the page's own host.
 */
public final class OwnRequests {
    private static final Pattern OWN_HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");

    private OwnRequests() {}

    /**
     * True unless the host or the origin is foreign.
     *
     * @param permitted true for origins that may call although they are others
     */
    public static boolean admit(Optional<String> host, Optional<String> origin, Predicate<String> permitted) {
        return host.filter(OWN_HOST.asMatchPredicate()).isPresent()
                && origin.filter(other -> !permitted.test(other))
                        .map(other -> other.equals("http://" + host.get()))
                        .orElse(true);
    }
}
