using System.Globalization;
using Eligibility.Benchmarks;
using Eligibility.Benchmarks.Batch;
using Eligibility.Benchmarks.Code;
using Eligibility.Benchmarks.Wire;

// The words after the command are kept as they came: those of `code` are BenchmarkDotNet's.
return args switch
{
    ["code", .. var rest] => await CodeCommand.RunAsync(rest),
    ["wire", .. var rest] when Options.Read(rest, "--rounds", "--seconds", "--connections") is { } options => await WireCommand.TryAsync(options),
    ["doors", .. var rest] when Options.Read(rest, "--rounds", "--seconds", "--connections") is { } options => await DoorsCommand.TryAsync(options),
    ["batch", .. var rest] when Options.Read(rest, "--rounds", "--lines") is { } options => await BatchCommand.RunAsync(options),
    // What `wire` starts beside the service, each as a process of its own.
    ["serve-bytes", var size, var address] => await BareServers.ServeBytesAsync(int.Parse(size, CultureInfo.InvariantCulture), address),
    ["serve-json", var size, var address] => await BareServers.ServeJsonAsync(int.Parse(size, CultureInfo.InvariantCulture), address),
    _ => await RefuseAsync(),
};

static async Task<int> RefuseAsync()
{
    await Console.Error.WriteLineAsync("""
        Usage: Eligibility.Benchmarks code [BenchmarkDotNet arguments]
               Eligibility.Benchmarks wire [--rounds N] [--seconds S] [--connections C]
               Eligibility.Benchmarks doors [--rounds N] [--seconds S] [--connections C]
               Eligibility.Benchmarks batch [--rounds N] [--lines N]
        """);
    return 2;
}
