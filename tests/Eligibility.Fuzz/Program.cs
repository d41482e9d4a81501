using SharpFuzz;

namespace Eligibility.Fuzz;

/// <summary>The program that afl-fuzz drives, and that replays what it found. See the script <c>run</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case [var name] when Targets.All.TryGetValue(name, out var target):
                // A process of its own runs the target, so that one that dies or does not end is a finding and not the end of the run.
                Fuzzer.OutOfProcess.Run(input => target(Bytes(input)));
                return 0;
            case ["replay", _, ..]:
                return args[1..].Select(file => Replay.Holds(file, Console.Out)).ToList().TrueForAll(holds => holds) ? 0 : 1;
            case ["dictionary"]:
                FuzzDictionary.Write(Console.Out);
                return 0;
            default:
                Console.Error.WriteLine($"Usage: {string.Join(" | ", Targets.All.Keys)} (under afl-fuzz) | replay FILE... | dictionary");
                return 2;
        }
    }

    private static byte[] Bytes(Stream input)
    {
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
