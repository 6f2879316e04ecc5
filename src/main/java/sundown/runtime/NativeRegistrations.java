package sundown.runtime;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers, for the native executable, the record with which Quarkus reports a failed invocation to Lambda; no
 * extension registers it. The classes of gRPC are in {@code reachability-metadata.json}.
 */
@RegisterForReflection(classNames = "io.quarkus.amazon.lambda.runtime.FunctionError")
final class NativeRegistrations {
    private NativeRegistrations() {}
}
