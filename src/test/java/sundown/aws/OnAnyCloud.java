package sundown.aws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs of its cloud only what AWS promises, so that {@code make test-cloud} runs it on a cloud of others,
 * too. Each test gets an {@link AwsStack} of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-cloud")
@ExtendWith({AwsStackExtension.class, KnownGaps.class})
public @interface OnAnyCloud {}
