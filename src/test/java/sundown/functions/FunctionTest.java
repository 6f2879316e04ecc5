package sundown.functions;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tests functions on the installation of the {@link FunctionApplication}. All these tests share it, so each uses users
 * of its own.
 */
@QuarkusTest
@WithTestResource(FunctionApplication.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface FunctionTest {}
