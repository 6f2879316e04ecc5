package sundown.local.google.gate;

import java.util.OptionalLong;
import sundown.local.google.account.Grant;

/**
 * A call that has been let through.
 *
 * @param breaksOffAfter the bytes of its body after which the connection breaks
 */
public record Passage(Grant grant, OptionalLong breaksOffAfter) {}
