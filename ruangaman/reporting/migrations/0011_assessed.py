"""A report may stand as assessed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0010_access_ended"),
    ]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Baru"),
                    ("acknowledged", "Sudah dijawab"),
                    ("assessed", "Sudah dinilai"),
                    ("supported", "Didampingi"),
                    ("concluded", "Selesai"),
                    ("withdrawn", "Ditarik"),
                ],
                default="received",
                max_length=20,
            ),
        ),
    ]
