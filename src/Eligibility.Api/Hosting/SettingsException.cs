namespace Eligibility.Api.Hosting;

/// <summary>A setting cannot be used. The message says which, and what to do.</summary>
internal sealed class SettingsException : Exception
{
    /// <summary>Creates it without a message of its own.</summary>
    public SettingsException()
    {
    }

    /// <summary>Creates it.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it.</summary>
    public SettingsException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
