using System.Collections;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Reflection;
using System.Runtime.CompilerServices;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Mutation;

[assembly: AssemblyFixture(typeof(OneRun))]

namespace Eligibility.Tests.Mutation;

/// <summary>
/// Keeps changes apart. Stryker switches one change after another on and off in one process of the tests, but what is worked out once and
/// kept, as the rule book is, would hold for good the change that was on at the time. So it is worked out before the first run, without a
/// change. What only shows in it is tried again with <c>MUTATION_PROCESS=own</c>: there every run has a process of its own.
/// </summary>
public sealed class OneRun
{
    private const int NoChange = -1;

    private static readonly string? Switch = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");
    private static readonly bool IsOnlyMeasured = Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null;
    private static readonly bool HasItsOwnProcess = Environment.GetEnvironmentVariable("MUTATION_PROCESS") == "own";
    private static readonly FieldInfo Kept = typeof(Screener).GetField("_inForce", BindingFlags.NonPublic | BindingFlags.Instance)!;
    private static bool _hasRun;

    /// <summary>Before the first test of a run.</summary>
    public OneRun()
    {
        if (Switch is null || IsOnlyMeasured)
        {
            return;
        }

        if (HasItsOwnProcess)
        {
            if (_hasRun)
            {
                // Stryker starts a new process where the old one is gone, and runs the same tests there.
                Process.GetCurrentProcess().Kill();
            }
        }
        else
        {
            if (!_hasRun)
            {
                var change = Put(NoChange);
                Prepare();
                Put(change);
            }

            Forget();
        }

        _hasRun = true;
    }

    private static void Prepare()
    {
        Assembly[] ours = [typeof(RuleBook).Assembly, typeof(ProfileReader).Assembly, typeof(OneRun).Assembly];
        foreach (var type in ours.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        _ = RuleBook.Shipped;
    }

    // Screeners compile the rules of a day when they are first asked for it: they do so in every run.
    private static void Forget()
    {
        var screeners = typeof(OneRun).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic)).Where(field => field.FieldType == typeof(Screener));
        foreach (var field in screeners)
        {
            ((IDictionary)Kept.GetValue(field.GetValue(null))!).Clear();
        }
    }

    // The file holds the number of the change that is on.
    private static int Put(int change)
    {
        using var stream = new FileStream(Switch!, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var map = MemoryMappedFile.CreateFromFile(
            stream, null, sizeof(int), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        using var view = map.CreateViewAccessor(0, sizeof(int));
        var before = view.ReadInt32(0);
        view.Write(0, change);
        view.Flush();
        return before;
    }
}
