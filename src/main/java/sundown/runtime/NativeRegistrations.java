package sundown.runtime;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the native executable finds by name and no extension registers: the record with which Quarkus reports a failed
 * invocation to Lambda. What gRPC looks for is in {@code reachability-metadata.json}.
 */
@RegisterForReflection(classNames = "io.quarkus.amazon.lambda.runtime.FunctionError")
final class NativeRegistrations {
    private NativeRegistrations() {}
}
