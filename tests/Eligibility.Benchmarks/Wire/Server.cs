using System.Globalization;
using Eligibility.Benchmarks.Reporting;

namespace Eligibility.Benchmarks.Wire;

/// <summary>What can be asked.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Arguments">What <c>dotnet</c> is given, but for the address, which comes last.</param>
internal sealed record Server(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>The shipped service.</summary>
    public static Server Service { get; } = new("Eligibility", [Path.Combine(ServiceFolder, "Eligibility.Api.dll"), "--urls"]);

    // Built with this program and beside it, in the same configuration.
    private static string ServiceFolder
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Checkout.Root, "artifacts", "bin", "Eligibility.Api", own.Name);
        }
    }

    /// <summary>Kestrel with ready bytes.</summary>
    /// <param name="size">How many.</param>
    /// <returns>The server.</returns>
    public static Server Bytes(int size) => new("Kestrel, fixed bytes", OwnMode("serve-bytes", size));

    /// <summary>A bare minimal API.</summary>
    /// <param name="size">How many bytes its answers have.</param>
    /// <returns>The server.</returns>
    public static Server Json(int size) => new("bare minimal API", OwnMode("serve-json", size));

    // By the service's own runtime settings, so that all three run by the same.
    private static string[] OwnMode(string mode, int size) =>
    [
        "exec", "--runtimeconfig", Path.Combine(ServiceFolder, "Eligibility.Api.runtimeconfig.json"),
        Path.Combine(AppContext.BaseDirectory, "Eligibility.Benchmarks.dll"), mode, size.ToString(CultureInfo.InvariantCulture),
    ];
}
