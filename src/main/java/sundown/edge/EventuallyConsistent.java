package sundown.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a read of a port that may miss the latest changes. Every other read of a port shows all changes that were made
 * before it. A decision about a deletion, a payment or a stop must not rest on a marked read.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EventuallyConsistent {}
